#include <algorithm>
#include <filesystem>
#include <memory>

#include "base/suggest.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "report/table.h"
#include "starter/starter.h"

namespace passline {

namespace fs = std::filesystem;

namespace {

struct InitOptions {
    std::string folder;
    std::string policy = "cross-border-training";
    bool list = false;
};

/// Writes files that all appear or none; folders that it made go again when they don't.
class NewFiles {
  public:
    NewFiles(const fs::path& folder, Diagnostics& diagnostics) : folder_(folder), diagnostics_(diagnostics) {}

    bool write(const std::vector<StarterFile>& files) {
        if (prepare(files) && commit()) return true;
        opened_.clear();
        std::error_code ignored;
        for (const fs::path& path : written_) fs::remove(path, ignored);
        for (auto path = folders_.rbegin(); path != folders_.rend(); ++path) fs::remove(*path, ignored);
        return false;
    }

  private:
    /// False when the folder can't be made.
    bool make(const fs::path& path) {
        std::error_code failed;
        if (path.empty() || fs::is_directory(path, failed)) return true;
        if (!make(path.parent_path())) return false;
        if (fs::create_directory(path, failed)) {
            folders_.push_back(path);
            return true;
        }
        diagnostics_.system_error(
            "cannot-write", {path.string(), 0, 0, 1, {}},
            say("不能建立文件夹：{0}", "the folder can't be made: {0}", failed.message()));
        return false;
    }

    bool prepare(const std::vector<StarterFile>& files) {
        for (const StarterFile& file : files) {
            const fs::path path = folder_ / file.path;
            if (!make(path.parent_path())) return false;
            auto opened = AtomicFile::create(path.string(), diagnostics_);
            if (opened == nullptr) return false;
            opened->write(file.content);
            opened_.emplace_back(path, std::move(opened));
        }
        return std::ranges::all_of(opened_, [&](auto& each) { return each.second->prepare(diagnostics_); });
    }

    bool commit() {
        return std::ranges::all_of(opened_, [&](auto& each) {
            if (!each.second->commit(diagnostics_)) return false;
            written_.push_back(each.first);
            return true;
        });
    }

    fs::path folder_;
    Diagnostics& diagnostics_;
    std::vector<fs::path> folders_;
    std::vector<std::pair<fs::path, std::unique_ptr<AtomicFile>>> opened_;
    std::vector<fs::path> written_;
};

class InitRun {
  public:
    InitRun(CommandRun& run, const InitOptions& options) : run_(run), options_(options) {}

    int run() {
        const std::vector<std::string> known = starter_policies();
        if (options_.list) return list(known);
        if (std::ranges::find(known, options_.policy) == known.end())
            return run_.usage(say("没有附带制度“{0}”", "there is no shipped policy '{0}'", options_.policy),
                              near_or_any(options_.policy, known));
        const Starter starter = make_starter(options_.policy, run_.language(), run_.as_of(), Calendar::cn());
        const fs::path folder = this->folder();
        if (const Text there = existing(starter, folder); !there.empty())
            return run_.usage(
                say("{0} 已有这些文件：{1}", "{0} has these files already: {1}", folder.string(), there),
                say("另选一个文件夹", "choose another folder"));
        if (!NewFiles(folder, run_.diagnostics()).write(starter.files)) return exit_system;
        return tell(starter, folder);
    }

  private:
    fs::path folder() const {
        const fs::path base = run_.options().dir;
        const fs::path wanted = options_.folder;
        const fs::path folder = (base / wanted).lexically_normal();
        return folder.empty() ? fs::path(".") : folder;
    }

    static Text existing(const Starter& starter, const fs::path& folder) {
        std::vector<std::string> there;
        std::error_code none;
        for (const StarterFile& file : starter.files) {
            if (fs::exists(fs::symlink_status(folder / file.path, none))) there.push_back(file.path);
        }
        return there.empty() ? Text{} : listed_text(there);
    }

    int list(const std::vector<std::string>& known) {
        Rows rows;
        for (const std::string& id : known) rows.emplace_back(id, starter_about(id).in(run_.language()));
        return put(table(say("制度", "Policy"), rows));
    }

    using Rows = std::vector<std::pair<std::string, std::string>>;
    std::string table(const Text& title, const Rows& rows) const {
        TableOptions options;
        options.language = run_.language();
        options.width = run_.environment().width;
        StringSink sink;
        const auto writer = TableWriter::create(
            {{"name", title, ColumnKind::id}, {"about", say("说明", "What"), ColumnKind::text}}, options,
            sink);
        for (const auto& [name, about] : rows) writer->row({{name}, {about}});
        writer->finish();
        return sink.text;
    }

    int tell(const Starter& starter, const fs::path& folder) {
        Rows files, commands;
        for (const StarterFile& file : starter.files) files.emplace_back(file.path, file.about);
        if (folder != ".") commands.emplace_back("cd " + folder.string(), "");
        for (const StarterCommand& each : starter.commands) commands.emplace_back(each.command, each.about);
        const Text head = say("工作区已建立：{0}（制度 {1}；其他制度见 passline init --list）\n\n",
                              "A workspace in {0} (policy {1}; passline init --list shows others)\n\n",
                              folder.string(), starter.policy);
        return put(head.in(run_.language()) + table(say("文件", "File"), files) + "\n" +
                   table(say("接下来", "Next"), commands));
    }

    int put(const std::string& text) {
        const auto output = Output::open({}, run_.diagnostics());
        output->write(text);
        return output->commit(run_.diagnostics()) ? exit_done : exit_system;
    }

    CommandRun& run_;
    const InitOptions& options_;
};

}  // namespace

Run declare_init(Declaration declaration) {
    auto options = std::make_shared<InitOptions>();
    declaration.app
        .add_option("DIR", options->folder,
                    declaration.help(
                        {"建在哪个文件夹（默认当前文件夹）", "the folder it is made in (default: this one)"}))
        ->type_name("");
    declaration.app
        .add_option("--policy", options->policy,
                    declaration.help({"附带的制度，见 --list", "a shipped policy; --list shows them"}))
        ->type_name(declaration.help({"编号", "ID"}));
    declaration.app.add_flag("--list", options->list,
                             declaration.help({"列出附带的制度", "list the shipped policies"}));
    return [options](CommandRun& run) { return InitRun(run, *options).run(); };
}

}  // namespace passline
