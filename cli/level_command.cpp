#include "cli/commands.h"

namespace passline {

Run declare_level(Declaration) {
    return
        [](CommandRun& run) { return run.usage(say("此命令尚未完成", "this command is still being built")); };
}

}  // namespace passline
