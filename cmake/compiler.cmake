# Warnings, sanitizers and link-time optimisation for every target of this project.

add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion)
if(PASSLINE_WERROR)
    add_compile_options(-Werror)
endif()

# The same sources give the same bytes wherever they lie.
add_compile_options("-ffile-prefix-map=${PROJECT_SOURCE_DIR}/=" "-ffile-prefix-map=${PROJECT_BINARY_DIR}/=")

# What nobody calls is left out of the binary: most of its memory at start is its own code.
if(NOT PASSLINE_SANITIZE)
    add_compile_options(-ffunction-sections -fdata-sections)
endif()

if(PASSLINE_SANITIZE)
    add_compile_options("-fsanitize=${PASSLINE_SANITIZE}" -fno-sanitize-recover=all -fno-omit-frame-pointer)
    add_compile_definitions(_GLIBCXX_ASSERTIONS)
    add_link_options("-fsanitize=${PASSLINE_SANITIZE}")
endif()

# Rooms are compiled once, with both kinds of code in each object: only the binary pays for the long link.
if(PASSLINE_LTO AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    add_compile_options(-flto=auto -ffat-lto-objects)
endif()

# passline_finish_binary(target): links as the release is linked.
function(passline_finish_binary target)
    if(PASSLINE_LTO AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        target_link_options(${target} PRIVATE -flto=auto -O2)
    endif()
    if(NOT PASSLINE_SANITIZE)
        target_link_options(${target} PRIVATE -Wl,--gc-sections)
    endif()
    if(PASSLINE_ARCHIVES_ONLY AND NOT PASSLINE_SANITIZE)
        target_link_options(${target} PRIVATE -static-libstdc++ -static-libgcc)
    endif()
endfunction()

# passline_quick_link(target): links the plain code of the same objects, for tests.
function(passline_quick_link target)
    if(PASSLINE_LTO AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        target_link_options(${target} PRIVATE -fno-lto)
    endif()
endfunction()
