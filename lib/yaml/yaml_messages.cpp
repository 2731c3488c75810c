#include "yaml/yaml_messages.h"

#include <array>

namespace passline {
namespace {

struct Known {
    std::string_view words;  ///< how the library's message begins
    const char* zh;
    const char* en;
    const char* zh_hint;
    const char* en_hint;
};

constexpr std::array known_messages{
    Known{"illegal map value", "这里不该出现“:”", "':' is not expected here",
          "内容里含有“: ”时要加引号；也请检查上一行和缩进",
          "a text that holds ': ' needs quotes; look at the line above and the indentation, too"},
    Known{"illegal map key", "这里不能开始一个键", "a key can't begin here", "检查缩进",
          "check the indentation"},
    Known{"illegal block entry", "这里不能用“- ”开始列表项", "a list item ('- ') can't begin here",
          "列表项另起一行，并用空格（不用 Tab）缩进",
          "begin the list on a new line, indented with blanks, not tabs"},
    Known{"end of map not found", "这一行接不上上文", "this line does not continue what stands above",
          "检查缩进：同一层的键要对齐；引号后面不要再写内容",
          "check the indentation: keys of one level line up; nothing may follow a closing quote"},
    Known{"end of sequence not found", "这一行接不上上面的列表", "this line does not continue the list above",
          "检查缩进：每一项都以“- ”开头并对齐",
          "check the indentation: every item begins with '- ' in the same column"},
    Known{"end of map flow not found", "“{”没有与之配对的“}”，或少了“,”",
          "'{' has no matching '}', or a ',' is missing", "补上“}”或“,”", "add the '}' or the ','"},
    Known{"end of sequence flow not found", "“[”没有与之配对的“]”，或少了“,”",
          "'[' has no matching ']', or a ',' is missing", "补上“]”或“,”", "add the ']' or the ','"},
    Known{"illegal flow end", "多了一个右括号", "this closing bracket has no opening one",
          "删去它，或补上左括号", "remove it, or add the opening one"},
    Known{"illegal EOF in scalar", "引号没有闭合", "a quote is never closed", "补上结尾的引号",
          "add the closing quote"},
    Known{"illegal document indicator in scalar", "引号没有闭合就遇到了“---”或“...”",
          "a quote is still open where '---' or '...' stands", "补上结尾的引号", "add the closing quote"},
    Known{"illegal character in scalar", "这里不能用这个字符", "this character can't stand here",
          "给这段内容加引号", "put the text in quotes"},
    Known{"illegal tab when looking for indentation", "缩进用了 Tab", "a tab is used as indentation",
          "改用空格缩进", "indent with blanks"},
    Known{"unknown token", "内容不能以这个字符开头", "a text can't begin with this character",
          "给这段内容加引号", "put the text in quotes"},
    Known{"unknown escape character", "不认识的转义符", "unknown escape after '\\'",
          "反斜杠写成“\\\\”，或改用单引号", "write the backslash as '\\\\', or use single quotes"},
    Known{"bad character found while scanning hex number", "转义符里的十六进制数不完整",
          "the escape's hexadecimal number is not complete", "\\x 后要 2 位、\\u 后要 4 位十六进制数",
          "\\x takes 2 hexadecimal digits, \\u takes 4"},
    Known{"invalid unicode", "转义符不是完整的字符", "this escape is not a whole character",
          "直接写出这个字符", "write the character itself"},
    Known{"the referenced anchor is not defined", "别名“*”所指的锚点“&”不存在",
          "there is no anchor (&name) for this alias (*name)", "若“*”是内容的一部分，请加引号",
          "put the text in quotes when the '*' is part of it"},
    Known{"alias not found after *", "“*”后面没有名称", "'*' is not followed by a name",
          "若“*”是内容的一部分，请加引号", "put the text in quotes when the '*' is part of it"},
    Known{"anchor not found after &", "“&”后面没有名称", "'&' is not followed by a name",
          "若“&”是内容的一部分，请加引号", "put the text in quotes when the '&' is part of it"},
    Known{"illegal character found while scanning alias", "别名里有不能用的字符",
          "an alias (*name) holds a character that it can't", "若“*”是内容的一部分，请加引号",
          "put the text in quotes when the '*' is part of it"},
    Known{"illegal character found while scanning anchor", "锚点里有不能用的字符",
          "an anchor (&name) holds a character that it can't", "若“&”是内容的一部分，请加引号",
          "put the text in quotes when the '&' is part of it"},
    Known{"unexpected character in block scalar", "“|”或“>”后面同一行不能再写内容",
          "nothing may follow '|' or '>' on its line", "内容从下一行开始，并缩进",
          "begin the text on the next line, indented"},
    Known{"cannot set zero indentation", "“|”或“>”后面的缩进数不能是 0",
          "the indentation after '|' or '>' can't be 0", "删去这个数字", "remove the figure"},
    Known{"bad YAML version", "%YAML 指令写错了", "the %YAML directive is wrong", "删去这一行",
          "remove the line"},
    Known{"YAML major version too large", "%YAML 的版本不支持", "this %YAML version is not supported",
          "删去这一行", "remove the line"},
};

}  // namespace

YamlMessage explain_yaml_error(std::string_view words) {
    for (const Known& known : known_messages) {
        if (words.starts_with(known.words)) return {{known.zh, known.en}, {known.zh_hint, known.en_hint}};
    }
    return {say("YAML 语法错误（{0}）", "YAML syntax error ({0})", words),
            say("检查这里和上一行的缩进、引号和括号",
                "check indentation, quotes and brackets here and on the line above")};
}

bool holds_full_width_colon(std::string_view text) { return text.find("：") != std::string_view::npos; }

Text full_width_colon_hint() {
    return say("键后面要用半角冒号加空格“: ”，不是全角“：”",
               "after a key write a plain colon and a blank ': ', not the full-width '：'");
}

}  // namespace passline
