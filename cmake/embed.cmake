# cmake -DFROM=x.json -DTO=x.c -P embed.cmake: a file as an array of bytes.
get_filename_component(name ${FROM} NAME)
string(REPLACE "." "_" name ${name})
file(READ ${FROM} bytes HEX)
string(LENGTH "${bytes}" digits)
math(EXPR size "${digits} / 2")
string(REGEX REPLACE "(..)" "0x\\1," bytes "${bytes}")
file(WRITE ${TO} "#include <stddef.h>\n"
  "extern const unsigned char ${name}[];\nextern const size_t ${name}_size;\n"
  "const unsigned char ${name}[] = {${bytes}0};\n"
  "const size_t ${name}_size = ${size};\n")
