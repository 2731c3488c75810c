#include "cli/output.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace passline {

std::unique_ptr<Output> Output::open(const std::string& path, Diagnostics& diagnostics) {
    std::unique_ptr<Output> output(new Output());
    if (path.empty() || path == "-" || path == "/dev/stdout") return output;
    output->file_ = AtomicFile::create(path, diagnostics);
    return output->file_ == nullptr ? nullptr : std::move(output);
}

Output::~Output() {
    if (spool_ != nullptr) std::fclose(spool_);
}

void Output::write(std::string_view bytes) {
    if (file_ != nullptr) {
        file_->write(bytes);
        return;
    }
    held_ += bytes;
    if (held_.size() < held_in_memory) return;
    if (spool_ == nullptr) spool_ = std::tmpfile();
    if (spool_ == nullptr) return;  // no room for a temporary file: memory has to do
    spool_failed_ |= std::fwrite(held_.data(), 1, held_.size(), spool_) != held_.size();
    held_.clear();
}

bool Output::to_standard_output(std::string_view bytes, Diagnostics& diagnostics) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) {
            const std::string why = std::strerror(errno);
            if (errno != EPIPE) {
                diagnostics.system_error(
                    "cannot-write", {},
                    say("无法写到标准输出：{0}", "can't write to standard output: {0}", why),
                    say("磁盘可能已满", "the disk may be full"));
            }
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

bool Output::commit(Diagnostics& diagnostics) {
    if (file_ != nullptr) return file_->commit(diagnostics);
    if (spool_ != nullptr) {
        if (spool_failed_) {
            diagnostics.system_error("cannot-write", {},
                                     say("无法写临时文件", "can't write a temporary file"),
                                     say("磁盘可能已满", "the disk may be full"));
            return false;
        }
        std::rewind(spool_);
        std::string block(1U << 20, '\0');
        while (const std::size_t got = std::fread(block.data(), 1, block.size(), spool_)) {
            if (!to_standard_output({block.data(), got}, diagnostics)) return false;
        }
    }
    return to_standard_output(held_, diagnostics);
}

bool Output::commit_all(const std::vector<Output*>& outputs, Diagnostics& diagnostics) {
    const bool to_disk = std::ranges::none_of(outputs, [](const Output* output) {
        return output != nullptr && output->file_ != nullptr && output->file_->is_large();
    });
    for (Output* output : outputs) {
        if (output != nullptr && output->file_ != nullptr && !output->file_->prepare(diagnostics, to_disk))
            return false;
    }
    for (Output* output : outputs) {
        if (output != nullptr && output->file_ == nullptr && !output->commit(diagnostics)) return false;
    }
    for (Output* output : outputs) {
        if (output != nullptr && output->file_ != nullptr && !output->commit(diagnostics)) return false;
    }
    return true;
}

}  // namespace passline
