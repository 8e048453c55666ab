# One row per foreign library. GDAL is not linked: geo/ogr.c opens it with
# dlopen when a command needs it, because linking it costs every start 81 ms.
find_package(PkgConfig REQUIRED)
function(library name)
  pkg_check_modules(${name} REQUIRED IMPORTED_TARGET ${ARGN})
  add_library(lib_${name} INTERFACE)
  target_link_libraries(lib_${name} INTERFACE PkgConfig::${name})
endfunction()
library(zip libzip)
library(expat expat)
library(nettle nettle)
library(icu icu-uc icu-i18n)
library(proj proj)
library(sqlite sqlite3)
library(cjson libcjson)
library(xxhash libxxhash)

find_path(UTHASH_INCLUDE uthash.h REQUIRED)
add_library(lib_uthash INTERFACE)
target_include_directories(lib_uthash SYSTEM INTERFACE ${UTHASH_INCLUDE})

pkg_check_modules(GDAL REQUIRED gdal)
find_library(GDAL_LIBRARY gdal REQUIRED)
execute_process(COMMAND objdump -p ${GDAL_LIBRARY} OUTPUT_VARIABLE dump)
string(REGEX MATCH "SONAME +([^\n ]+)" _ "${dump}")
add_library(lib_gdal_headers INTERFACE)
target_include_directories(lib_gdal_headers SYSTEM INTERFACE ${GDAL_INCLUDE_DIRS})
target_compile_definitions(lib_gdal_headers INTERFACE
  GDAL_SONAME="${CMAKE_MATCH_1}")
