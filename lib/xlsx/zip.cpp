#include "xlsx/zip.h"

#include <minizip/unzip.h>

#include <array>
#include <cstring>

namespace passline {

namespace {

/// What minizip reads from: the mapped bytes.
struct Memory {
    std::string_view bytes;
    std::size_t at = 0;
};

Memory& memory(voidpf stream) { return *static_cast<Memory*>(stream); }

voidpf open_memory(voidpf opaque, const void*, int) { return opaque; }

uLong read_memory(voidpf, voidpf stream, void* out, uLong size) {
    Memory& from = memory(stream);
    const std::size_t count = std::min<std::size_t>(size, from.bytes.size() - from.at);
    std::memcpy(out, from.bytes.data() + from.at, count);
    from.at += count;
    return static_cast<uLong>(count);
}

uLong write_nothing(voidpf, voidpf, const void*, uLong) { return 0; }
ZPOS64_T tell_memory(voidpf, voidpf stream) { return memory(stream).at; }

long seek_memory(voidpf, voidpf stream, ZPOS64_T offset, int origin) {
    Memory& from = memory(stream);
    ZPOS64_T to = offset;
    if (origin == ZLIB_FILEFUNC_SEEK_CUR) to += from.at;
    if (origin == ZLIB_FILEFUNC_SEEK_END) to += from.bytes.size();
    if (to > from.bytes.size()) return -1;
    from.at = static_cast<std::size_t>(to);
    return 0;
}

int close_memory(voidpf, voidpf) { return 0; }
int no_error(voidpf, voidpf) { return 0; }

}  // namespace

struct ZipFile::Impl {
    std::shared_ptr<const FileBytes> file;
    Memory memory;
    unzFile zip = nullptr;
    std::size_t unpacked = 0;
};

std::unique_ptr<ZipFile> ZipFile::open(std::shared_ptr<const FileBytes> file) {
    std::unique_ptr<ZipFile> result(new ZipFile());
    result->impl_ = std::make_unique<Impl>();
    Impl& impl = *result->impl_;
    impl.memory.bytes = file->bytes();
    impl.file = std::move(file);
    zlib_filefunc64_def functions{open_memory, read_memory,  write_nothing, tell_memory,
                                  seek_memory, close_memory, no_error,      &impl.memory};
    impl.zip = unzOpen2_64("", &functions);
    if (impl.zip == nullptr) return nullptr;
    return result;
}

ZipFile::~ZipFile() {
    if (impl_ != nullptr && impl_->zip != nullptr) unzClose(impl_->zip);
}

ZipFile::Result ZipFile::read(const std::string& name, const std::function<bool(std::string_view)>& take) {
    constexpr int whatever_case = 2;
    constexpr uLong locked = 1;
    unzFile zip = impl_->zip;
    if (unzLocateFile(zip, name.c_str(), whatever_case) != UNZ_OK) return Result::missing;
    unz_file_info64 info{};
    if (unzGetCurrentFileInfo64(zip, &info, nullptr, 0, nullptr, 0, nullptr, 0) != UNZ_OK)
        return Result::broken;
    if ((info.flag & locked) != 0) return Result::locked;
    if (info.uncompressed_size > most_bytes - impl_->unpacked) return Result::too_large;
    if (unzOpenCurrentFile(zip) != UNZ_OK) return Result::broken;
    Result result = Result::done;
    std::array<char, 65536> piece{};
    while (result == Result::done) {
        const int count = unzReadCurrentFile(zip, piece.data(), static_cast<unsigned>(piece.size()));
        if (count == 0) break;
        if (count < 0) {
            result = Result::broken;
            break;
        }
        impl_->unpacked += static_cast<std::size_t>(count);
        if (impl_->unpacked > most_bytes) {
            result = Result::too_large;
        } else if (!take({piece.data(), static_cast<std::size_t>(count)})) {
            result = Result::broken;
        }
    }
    const int closed = unzCloseCurrentFile(zip);  // tells of a wrong checksum
    if (result == Result::done && closed != UNZ_OK) result = Result::broken;
    return result;
}

}  // namespace passline
