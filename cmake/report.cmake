# The style of report.html, linked in as bytes: style_base_css[],
# style_base_css_size and so on.
set(report_css_c)
foreach(part base parts print)
  set(to ${CMAKE_BINARY_DIR}/generated/style_${part}_css.c)
  add_custom_command(OUTPUT ${to}
    COMMAND ${CMAKE_COMMAND}
            -DFROM=${CMAKE_SOURCE_DIR}/output/report/style_${part}.css
            -DTO=${to} -P ${CMAKE_SOURCE_DIR}/cmake/embed.cmake
    DEPENDS output/report/style_${part}.css cmake/embed.cmake VERBATIM)
  list(APPEND report_css_c ${to})
endforeach()
add_library(report_css STATIC ${report_css_c})
