# The libraries that passline stands on. `make deps` installs them on Debian.

find_package(CLI11 CONFIG REQUIRED)
find_package(yaml-cpp CONFIG REQUIRED)
find_package(fmt CONFIG REQUIRED)
find_package(nlohmann_json CONFIG REQUIRED)
find_package(Threads REQUIRED)
find_package(Iconv REQUIRED)
find_package(Boost 1.70 REQUIRED)  # Math, headers only
find_package(PkgConfig REQUIRED)
pkg_check_modules(UTF8PROC REQUIRED IMPORTED_TARGET libutf8proc)
pkg_check_modules(WORKBOOKS REQUIRED IMPORTED_TARGET minizip expat zlib)
pkg_check_modules(NETTLE REQUIRED IMPORTED_TARGET nettle)
pkg_check_modules(XLSXWRITER REQUIRED xlsxwriter)

# Loading shared libraries is half of what a command on ten rows costs (1.8 ms against 0.9 ms for an empty command), so
# with PASSLINE_STATIC_RUNTIME everything but libc is linked in. A shared library that itself needs libstdc++
# must then not be among them.
find_library(YAML_CPP_ARCHIVE NAMES libyaml-cpp.a)
find_library(UTF8PROC_ARCHIVE NAMES libutf8proc.a)
find_library(NETTLE_ARCHIVE NAMES libnettle.a)

add_library(passline_yaml_cpp INTERFACE)
add_library(passline_utf8proc INTERFACE)
if(PASSLINE_STATIC_RUNTIME AND YAML_CPP_ARCHIVE AND fmt_VERSION MATCHES "^9\\.")
    set(PASSLINE_ARCHIVES_ONLY ON)
    target_link_libraries(passline_yaml_cpp INTERFACE "${YAML_CPP_ARCHIVE}")
    add_library(passline_fmt STATIC cmake/fmt_static.cpp)
    target_compile_options(passline_fmt PRIVATE -w)
else()
    set(PASSLINE_ARCHIVES_ONLY OFF)
    target_link_libraries(passline_yaml_cpp INTERFACE yaml-cpp)
    add_library(passline_fmt INTERFACE)
    target_link_libraries(passline_fmt INTERFACE fmt::fmt)
endif()
if(PASSLINE_ARCHIVES_ONLY AND UTF8PROC_ARCHIVE)
    target_link_libraries(passline_utf8proc INTERFACE "${UTF8PROC_ARCHIVE}")
else()
    target_link_libraries(passline_utf8proc INTERFACE PkgConfig::UTF8PROC)
endif()
add_library(passline_nettle INTERFACE)
if(PASSLINE_ARCHIVES_ONLY AND NETTLE_ARCHIVE)
    target_link_libraries(passline_nettle INTERFACE "${NETTLE_ARCHIVE}")
else()
    target_link_libraries(passline_nettle INTERFACE PkgConfig::NETTLE)
endif()

# Reading workbooks: minizip and zlib unpack, expat reads XML.
find_library(MINIZIP_ARCHIVE NAMES libminizip.a)
find_library(EXPAT_ARCHIVE NAMES libexpat.a)
find_library(ZLIB_ARCHIVE NAMES libz.a)
add_library(passline_workbooks INTERFACE)
if(PASSLINE_ARCHIVES_ONLY AND MINIZIP_ARCHIVE AND EXPAT_ARCHIVE AND ZLIB_ARCHIVE)
    target_link_libraries(passline_workbooks INTERFACE "${MINIZIP_ARCHIVE}" "${EXPAT_ARCHIVE}" "${ZLIB_ARCHIVE}")
else()
    target_link_libraries(passline_workbooks INTERFACE PkgConfig::WORKBOOKS)
endif()

# Debian ships libxlsxwriter as a shared library only, and it brings libcrypto: it is loaded when a workbook is written
# (report/xlsx_library.h), under the name of the version whose headers are compiled in.
find_library(XLSXWRITER_SHARED NAMES xlsxwriter HINTS ${XLSXWRITER_LIBRARY_DIRS} REQUIRED)
get_filename_component(xlsxwriter_name "${XLSXWRITER_SHARED}" REALPATH)
get_filename_component(xlsxwriter_name "${xlsxwriter_name}" NAME)
add_library(passline_xlsxwriter INTERFACE)
target_include_directories(passline_xlsxwriter SYSTEM INTERFACE ${XLSXWRITER_INCLUDE_DIRS})
target_compile_definitions(passline_xlsxwriter INTERFACE "PASSLINE_XLSXWRITER=\"${xlsxwriter_name}\"")
target_link_libraries(passline_xlsxwriter INTERFACE ${CMAKE_DL_LIBS})
