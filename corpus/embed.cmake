# embed_files(NAME FILE...): a library with the files' bytes, as declared in corpus/embedded.h:
# the function ofsight::NAME() lists them. Files go into the object as they are, with .incbin.
function(embed_files name)
  set(base ${CMAKE_BINARY_DIR}/embedded/${name})
  set(assembly ".section .rodata\n")
  set(declarations "")
  set(entries "")
  set(index 0)
  set(paths "")
  foreach(file ${ARGN})
    get_filename_component(path ${file} ABSOLUTE)
    get_filename_component(leaf ${file} NAME)
    list(APPEND paths ${path})
    set(symbol ${name}_${index})
    string(APPEND assembly ".global ${symbol}\n${symbol}:\n.incbin \"${path}\"\n.global ${symbol}_end\n${symbol}_end:\n.byte 0\n")
    string(APPEND declarations "extern \"C\" const char ${symbol}[], ${symbol}_end[];\n")
    string(APPEND entries "      {\"${leaf}\", {${symbol}, static_cast<std::size_t>(${symbol}_end - ${symbol})}},\n")
    math(EXPR index "${index} + 1")
  endforeach()
  string(APPEND assembly ".section .note.GNU-stack,\"\",@progbits\n")
  file(CONFIGURE OUTPUT ${base}.s CONTENT "${assembly}" @ONLY)
  file(CONFIGURE OUTPUT ${base}.cc CONTENT "#include \"corpus/embedded.h\"
${declarations}
namespace ofsight {
const std::vector<EmbeddedFile>& ${name}() {
  static const std::vector<EmbeddedFile> files = {
${entries}  };
  return files;
}
}  // namespace ofsight
" @ONLY)
  set_source_files_properties(${base}.s PROPERTIES LANGUAGE ASM OBJECT_DEPENDS "${paths}"
    COMPILE_OPTIONS -Wno-unused-command-line-argument)
  add_library(${name} STATIC ${base}.cc ${base}.s)
  target_link_libraries(${name} PRIVATE ofsight_options)
endfunction()
