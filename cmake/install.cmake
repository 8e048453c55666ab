# Installing, the manual page, completion and translations; all from the same
# option rows of the program.
include(GNUInstallDirs)

find_program(MSGFMT msgfmt)
if(MSGFMT)
  set(catalogue ${CMAKE_BINARY_DIR}/locale/ja/LC_MESSAGES/zaitaku.mo)
  add_custom_command(OUTPUT ${catalogue}
    COMMAND ${CMAKE_COMMAND} -E make_directory
            ${CMAKE_BINARY_DIR}/locale/ja/LC_MESSAGES
    COMMAND ${MSGFMT} --check -o ${catalogue} ${CMAKE_SOURCE_DIR}/po/ja.po
    DEPENDS ${CMAKE_SOURCE_DIR}/po/ja.po)
  add_custom_target(translations ALL DEPENDS ${catalogue})
  install(FILES ${catalogue}
          DESTINATION ${CMAKE_INSTALL_LOCALEDIR}/ja/LC_MESSAGES)
endif()

set(manual ${CMAKE_BINARY_DIR}/zaitaku.1)
set(completion ${CMAKE_BINARY_DIR}/completion)
add_custom_command(OUTPUT ${manual}
  COMMAND ${CMAKE_COMMAND} -E make_directory ${completion}
  COMMAND LC_ALL=C $<TARGET_FILE:zaitaku> help --man > ${manual}
  COMMAND LC_ALL=C $<TARGET_FILE:zaitaku> help --completion bash
          > ${completion}/zaitaku.bash
  COMMAND LC_ALL=C $<TARGET_FILE:zaitaku> help --completion zsh
          > ${completion}/_zaitaku
  COMMAND LC_ALL=C $<TARGET_FILE:zaitaku> help --completion fish
          > ${completion}/zaitaku.fish
  DEPENDS zaitaku VERBATIM)
add_custom_target(manual ALL DEPENDS ${manual})

install(TARGETS zaitaku)
install(FILES ${manual} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${completion}/zaitaku.bash
        DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions
        RENAME zaitaku)
install(FILES ${completion}/_zaitaku
        DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
install(FILES ${completion}/zaitaku.fish
        DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
