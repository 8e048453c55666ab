# The map's markers: drawn with Cairo while building, linked in as bytes.
pkg_check_modules(cairo REQUIRED IMPORTED_TARGET cairo)
add_executable(draw_icons tools/icons.c src/model/layer.c
               src/model/kind.c src/model/function.c)
target_link_libraries(draw_icons PRIVATE warnings paths PkgConfig::cairo)
set(icons_c ${CMAKE_BINARY_DIR}/generated/icons.c)
file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/generated)
add_custom_command(OUTPUT ${icons_c} COMMAND draw_icons ${icons_c}
                   DEPENDS draw_icons VERBATIM)
add_library(icons STATIC ${icons_c})
target_link_libraries(icons PRIVATE warnings PUBLIC paths)
