# Rooms: each folder of lib/ is a static library `passline_<room>` that sees only the rooms below it.
#
# Sources include each other as "room/file.h". There is no include path on lib/ itself; instead every room has a
# folder of its own in the build tree that holds one link, <room> → lib/<room>, and a target carries the folders of
# the rooms it links. A header of a room that was not linked is not there: the include does not compile.

# passline_room(room folder [ROOMS below…] [LIBRARIES library…] [SOURCES generated…] [EXCLUDE file…])
# Takes every .cpp of the folder; a room without any is header-only. Of rooms in passline_compact_rooms the release is
# made small instead of quick.
function(passline_room room folder)
    cmake_parse_arguments(PARSE_ARGV 2 ARG "" "" "ROOMS;LIBRARIES;SOURCES;EXCLUDE")
    set(door "${PROJECT_BINARY_DIR}/rooms/${room}")
    file(MAKE_DIRECTORY "${door}")
    file(CREATE_LINK "${folder}" "${door}/${room}" SYMBOLIC)

    file(GLOB sources CONFIGURE_DEPENDS "${folder}/*.cpp")
    foreach(name IN LISTS ARG_EXCLUDE)
        list(REMOVE_ITEM sources "${folder}/${name}")
    endforeach()
    list(APPEND sources ${ARG_SOURCES})
    list(TRANSFORM ARG_ROOMS PREPEND passline_ OUTPUT_VARIABLE below)

    if(sources)
        add_library(passline_${room} STATIC ${sources})
        set(scope PUBLIC)
    else()
        add_library(passline_${room} INTERFACE)
        set(scope INTERFACE)
    endif()
    if(sources AND room IN_LIST passline_compact_rooms)
        target_compile_options(passline_${room} PRIVATE $<$<CONFIG:Release>:-Os>)
    endif()
    target_include_directories(passline_${room} ${scope} "${door}")
    target_link_libraries(passline_${room} ${scope} ${below} ${ARG_LIBRARIES})
endfunction()

# passline_level(room…): one level of the house. Its rooms see all levels declared before, and not each other.
# Libraries of a room are read from LIBRARIES_<room>, generated sources from SOURCES_<room>.
macro(passline_level)
    set(passline_rooms_below ${passline_rooms})
    foreach(room IN ITEMS ${ARGN})
        passline_room(${room} "${CMAKE_CURRENT_SOURCE_DIR}/${room}" ROOMS ${passline_rooms_below}
                      LIBRARIES ${LIBRARIES_${room}} SOURCES ${SOURCES_${room}})
        list(APPEND passline_rooms ${room})
    endforeach()
endmacro()
