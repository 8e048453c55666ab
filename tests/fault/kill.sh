# A hundred of the thousand kills of tests/full/kill.sh.
exec sh tests/full/kill.sh "$1" 100
