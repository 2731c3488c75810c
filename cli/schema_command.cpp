#include <span>

#include "base/suggest.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "csv/embedded.h"
#include "yaml/embedded.h"

namespace passline {

namespace {

int schema(CommandRun& run, const std::string& name) {
    std::vector<std::string> known;
    for (const std::string_view each : embedded_schema_names()) known.emplace_back(each);
    for (const std::string_view each : embedded_sheet_names()) known.emplace_back(each);
    const std::string_view yaml = embedded_schema(name);
    const std::string_view text = yaml.empty() ? embedded_sheet_schema(name) : yaml;
    if (text.empty()) {
        std::string list;
        for (const std::string& each : known) list += (list.empty() ? "" : ", ") + each;
        const Text near = did_you_mean(name, known);
        return run.usage(name.empty() ? say("写明要哪一个模式", "say which schema")
                                      : say("没有模式 '{0}'", "there is no schema '{0}'", name),
                         near.empty() ? say("可用：{0}", "use one of: {0}", list) : near);
    }
    const auto output = Output::open({}, run.diagnostics());
    output->write(text);
    if (!text.ends_with('\n')) output->write("\n");
    return output->commit(run.diagnostics()) ? exit_done : exit_system;
}

}  // namespace

Run declare_schema(Declaration declaration) {
    auto name = std::make_shared<std::string>();
    declaration.app
        .add_option(
            "NAME", *name,
            declaration.help({"YAML 文件：workspace policy plan test calendar；数据表：roster scores …",
                              "a YAML file: workspace policy plan test calendar; a sheet: roster scores …"}))
        ->type_name("");
    return [name](CommandRun& run) { return schema(run, *name); };
}

}  // namespace passline
