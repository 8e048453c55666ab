# What the map page is made of, linked in as bytes (output/site/site_files.h):
# our own pages, style and script, one catalogue of messages a language, and
# Leaflet with its clusters as the distribution packages them.
find_path(LEAFLET leaflet.markercluster.min.js
          PATH_SUFFIXES share/javascript/leaflet REQUIRED)
set(site_folder ${CMAKE_SOURCE_DIR}/output/site)

# The scripts by name; the one that starts the page comes last.
file(GLOB site_scripts CONFIGURE_DEPENDS RELATIVE ${site_folder}
     ${site_folder}/*.js)
list(SORT site_scripts)
if(main.js IN_LIST site_scripts)
  list(REMOVE_ITEM site_scripts main.js)
  list(APPEND site_scripts main.js)
endif()

# The languages: Japanese first, which every page is written in.
file(GLOB site_messages CONFIGURE_DEPENDS RELATIVE ${site_folder}
     ${site_folder}/messages/*.json)
list(SORT site_messages)
foreach(language ja en)
  if(NOT messages/${language}.json IN_LIST site_messages)
    message(FATAL_ERROR "output/site/messages/${language}.json is missing")
  endif()
endforeach()

# name in site_files[] | file
set(site_list)
function(site_add name file)
  if(NOT EXISTS ${file})
    message(FATAL_ERROR "'${file}' is missing; every page needs it")
  endif()
  set(site_list ${site_list} "${name}|${file}" PARENT_SCOPE)
endfunction()
foreach(page page.html accessibility.html start.html)
  site_add(${page} ${site_folder}/${page})
endforeach()
site_add(style/leaflet ${LEAFLET}/leaflet.css)
site_add(style/cluster ${LEAFLET}/MarkerCluster.css)
foreach(part base top list map foot print)
  site_add(style/page_${part} ${site_folder}/style_${part}.css)
endforeach()
site_add(script/notices ${site_folder}/notices.txt)
site_add(script/leaflet ${LEAFLET}/leaflet.min.js)
site_add(script/cluster ${LEAFLET}/leaflet.markercluster.min.js)
foreach(script ${site_scripts})
  get_filename_component(stem ${script} NAME_WE)
  site_add(script/${stem} ${site_folder}/${script})
endforeach()
foreach(catalogue ${site_messages})
  get_filename_component(stem ${catalogue} NAME_WE)
  site_add(messages/${stem} ${site_folder}/${catalogue})
endforeach()

set(site_c ${CMAKE_BINARY_DIR}/generated/site_files.c)
set(site_names ${CMAKE_BINARY_DIR}/generated/site_files.txt)
list(JOIN site_list "\n" lines)
file(CONFIGURE OUTPUT ${site_names} CONTENT "${lines}\n" @ONLY)
set(site_depends ${site_list})
list(TRANSFORM site_depends REPLACE "^[^|]*\\|" "")
add_custom_command(OUTPUT ${site_c}
  COMMAND ${CMAKE_COMMAND} -DLIST=${site_names} -DTO=${site_c}
          -P ${CMAKE_SOURCE_DIR}/cmake/embed_files.cmake
  DEPENDS ${site_depends} ${site_names} cmake/embed_files.cmake VERBATIM)
add_library(site_files STATIC ${site_c})
target_link_libraries(site_files PRIVATE warnings PUBLIC paths)
