# The shipped catalogue of sources, linked in as bytes: catalogue_json[] and
# catalogue_json_size.
set(catalogue_c ${CMAKE_BINARY_DIR}/generated/catalogue_json.c)
add_custom_command(OUTPUT ${catalogue_c}
  COMMAND ${CMAKE_COMMAND} -DFROM=${CMAKE_SOURCE_DIR}/fetch/catalogue.json
          -DTO=${catalogue_c} -P ${CMAKE_SOURCE_DIR}/cmake/embed.cmake
  DEPENDS fetch/catalogue.json cmake/embed.cmake VERBATIM)
add_library(catalogue STATIC ${catalogue_c})
