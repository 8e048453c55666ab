# cmake -DLIST=names.txt -DTO=x.c -P embed_files.cmake: the files of a list
# (one "name|path" a line) as the table of output/site/site_files.h.
#
# Left out of packaged style and script: where their source maps lie, pictures
# of their own folder, which no page of ours has beside it, and a property that
# only Internet Explorer 8 knew.
file(STRINGS ${LIST} entries)
set(arrays)
set(rows)
set(number 0)
foreach(entry ${entries})
  string(REGEX MATCH "^([^|]*)\\|(.*)$" _ "${entry}")
  set(name ${CMAKE_MATCH_1})
  set(path ${CMAKE_MATCH_2})
  file(READ ${path} text)
  string(REGEX REPLACE "/[/*]# sourceMappingURL=[^\n*]*(\\*/)?" "" text
         "${text}")
  string(REGEX REPLACE "background-image:url\\(images/[^)]*\\)[;]?" "" text
         "${text}")
  string(REGEX REPLACE "behavior:url\\(#default#VML\\)[;]?" "" text "${text}")
  if(name MATCHES "^(script|style)/" AND
     NOT name MATCHES "/(notices|leaflet|cluster)$")
    # Ours: comments of their own lines, indentation and blank lines.
    string(REGEX REPLACE "\n *(/\\*([^*]|\\*+[^*/])*\\*+/)? *" "\n" text
           "\n${text}")
    string(REGEX REPLACE "\n+" "\n" text "${text}")
  endif()
  set(kept ${TO}.part)
  file(WRITE ${kept} "${text}")
  file(READ ${kept} bytes HEX)
  file(REMOVE ${kept})
  string(LENGTH "${bytes}" digits)
  math(EXPR size "${digits} / 2")
  string(REGEX REPLACE "(................................)" "\\1\n" bytes
         "${bytes}")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
  string(APPEND arrays
    "static const unsigned char file_${number}[] = {\n${bytes}0};\n")
  string(APPEND rows "    {\"${name}\", file_${number}, ${size}},\n")
  math(EXPR number "${number} + 1")
endforeach()
file(WRITE ${TO} "#include \"output/site/site_files.h\"\n\n${arrays}\n"
  "const struct site_file site_files[] = {\n${rows}};\n"
  "const size_t site_file_count = ${number};\n")
