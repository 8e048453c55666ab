# How everything is compiled: include paths from the root, warnings, hardening.
find_package(Threads REQUIRED)
add_library(paths INTERFACE)
target_include_directories(paths INTERFACE ${CMAKE_SOURCE_DIR}
                           ${CMAKE_SOURCE_DIR}/src)
target_compile_definitions(paths INTERFACE _GNU_SOURCE
  ZAITAKU_VERSION="${PROJECT_VERSION}")
target_compile_options(paths INTERFACE -fstack-protector-strong -fPIE)
target_link_options(paths INTERFACE -pie -Wl,-z,relro,-z,now)
target_link_libraries(paths INTERFACE Threads::Threads m)
if(SANITIZE)
  target_compile_options(paths INTERFACE -fsanitize=address,undefined
    -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
  target_link_options(paths INTERFACE -fsanitize=address,undefined)
else()
  target_compile_options(paths INTERFACE
    $<$<CONFIG:Release,RelWithDebInfo>:-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2>)
endif()

add_library(warnings INTERFACE)
target_compile_options(warnings INTERFACE -Wall -Wextra -Wshadow -Wvla
  -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith -Wwrite-strings
  -Wcast-qual -Wformat=2 -Wno-format-nonliteral -Wundef)
if(WERROR)
  target_compile_options(warnings INTERFACE -Werror)
endif()
