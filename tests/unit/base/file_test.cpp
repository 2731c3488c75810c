#include <doctest/doctest.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

#include "base/file.h"

using namespace passline;

namespace {

/// A folder that is gone when the test is over.
class Folder {
  public:
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "passline-test-XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        path_ = name;
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    std::string operator/(const std::string& name) const { return path_ + "/" + name; }
    const std::string& path() const { return path_; }
    std::size_t entries() const {
        return static_cast<std::size_t>(
            std::distance(std::filesystem::directory_iterator(path_), std::filesystem::directory_iterator()));
    }

  private:
    std::string path_;
};

std::string content(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void put(const std::string& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

unsigned mode(const std::string& path) {
    struct stat status {};
    REQUIRE(::stat(path.c_str(), &status) == 0);
    return status.st_mode & 07777;
}

std::string only(const Diagnostics& diagnostics) {
    REQUIRE(diagnostics.all().size() == 1);
    const Diagnostic& diagnostic = diagnostics.all()[0];
    CHECK(diagnostic.trouble == Trouble::system);
    CHECK(diagnostic.place.line == 0);
    CHECK_FALSE(diagnostic.message.zh.empty());
    return diagnostic.code + ": " + diagnostic.message.en + " | " + diagnostic.hint.en;
}

}  // namespace

TEST_CASE("base: files are read whole, small and large") {
    const Folder folder;
    for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{4095}, std::size_t{4096},
                                   std::size_t{65535}, std::size_t{65536}, std::size_t{300'001}}) {
        std::string bytes;
        for (std::size_t i = 0; i < size; ++i) bytes += static_cast<char>('a' + i % 23);
        put(folder / "f", bytes);
        Diagnostics diagnostics;
        const auto file = FileBytes::open(folder / "f", diagnostics);
        REQUIRE(file != nullptr);
        CHECK(file->bytes() == bytes);
        CHECK(file->name() == folder / "f");
        CHECK(diagnostics.all().empty());
    }
    CHECK(FileBytes::of("name", "bytes")->bytes() == "bytes");
    CHECK(FileBytes::of("name", "bytes")->name() == "name");
}

TEST_CASE("base: pipes and devices are read to their end") {
    const Folder folder;
    const std::string pipe = folder / "pipe";
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    const std::string bytes(200'000, 'x');
    std::thread writer([&] { put(pipe, bytes); });
    Diagnostics diagnostics;
    const auto file = FileBytes::open(pipe, diagnostics);
    writer.join();
    REQUIRE(file != nullptr);
    CHECK(file->bytes() == bytes);
    const auto null = FileBytes::open("/dev/null", diagnostics);
    REQUIRE(null != nullptr);
    CHECK(null->bytes().empty());
    CHECK(diagnostics.all().empty());
}

TEST_CASE("base: - is standard input, from where it stands") {
    const Folder folder;
    put(folder / "in", "read before|" + std::string(100'000, 'x'));
    const int saved = ::dup(STDIN_FILENO);
    const int in = ::open((folder / "in").c_str(), O_RDONLY);
    REQUIRE(::lseek(in, 12, SEEK_SET) == 12);
    REQUIRE(::dup2(in, STDIN_FILENO) == STDIN_FILENO);
    Diagnostics diagnostics;
    const auto file = FileBytes::open("-", diagnostics);
    ::dup2(saved, STDIN_FILENO);
    ::close(saved);
    ::close(in);
    REQUIRE(file != nullptr);
    CHECK(file->bytes() == std::string(100'000, 'x'));
    CHECK(file->name() == "-");
}

TEST_CASE("base: what can't be read is said") {
    const Folder folder;
    put(folder / "f", "x");
    const auto said = [](const std::string& path) {
        Diagnostics diagnostics;
        CHECK(FileBytes::open(path, diagnostics) == nullptr);
        CHECK(diagnostics.all()[0].place.file == path);
        return only(diagnostics);
    };
    CHECK(said(folder / "none.csv") == "cannot-read: there is no such file | check the name and the folder");
    CHECK(said(folder / "no/none.csv") ==
          fmt::format("cannot-read: there is no such file | there is no folder {} either: check the path",
                      folder / "no"));
    CHECK(said(folder / "f/g") == "cannot-read: a part of this path is not a folder | ");
    CHECK(said(folder.path()) ==
          fmt::format("cannot-read: this is a folder, not a file | name the files in it, such as {}/*.csv",
                      folder.path()));
    CHECK(said("") == "cannot-read: there is no such file | check the name and the folder");
    if (::geteuid() != 0) {
        REQUIRE(::chmod((folder / "f").c_str(), 0) == 0);
        CHECK(said(folder / "f") ==
              "cannot-read: no permission to read it | ask the file's owner for permission to read");
    }
}

TEST_CASE("base: a file appears whole, and only on commit") {
    const Folder folder;
    Diagnostics diagnostics;
    const std::string big(700'000, 'b');
    {
        const auto file = AtomicFile::create(folder / "out.csv", diagnostics);
        REQUIRE(file != nullptr);
        file->write("first,");
        file->write(big);
        file->write("last");
        CHECK_FALSE(std::filesystem::exists(folder / "out.csv"));
        CHECK(file->commit(diagnostics));
    }
    CHECK(content(folder / "out.csv") == "first," + big + "last");
    const mode_t mask = ::umask(0);
    ::umask(mask);
    CHECK(mode(folder / "out.csv") == (0666U & ~mask));
    {
        const auto file = AtomicFile::create(folder / "out.csv", diagnostics);
        file->write("never seen");
    }
    CHECK(content(folder / "out.csv") == "first," + big + "last");
    CHECK(folder.entries() == 1);
    CHECK(diagnostics.all().empty());
}

TEST_CASE("base: a target keeps its permissions, and a link stays one") {
    const Folder folder;
    put(folder / "real", "old");
    REQUIRE(::chmod((folder / "real").c_str(), 0640) == 0);
    std::filesystem::create_symlink("real", folder / "link");
    Diagnostics diagnostics;
    const auto file = AtomicFile::create(folder / "link", diagnostics);
    REQUIRE(file != nullptr);
    file->write("new");
    CHECK(file->commit(diagnostics));
    CHECK(std::filesystem::is_symlink(folder / "link"));
    CHECK(content(folder / "real") == "new");
    CHECK(mode(folder / "real") == 0640);
    CHECK(folder.entries() == 2);

    // An interrupted run leaves nothing, where files need no name.
    const int nameless = ::open(folder.path().c_str(), O_WRONLY | O_TMPFILE, 0600);
    if (nameless >= 0) {
        ::close(nameless);
        const auto interrupted = AtomicFile::create(folder / "interrupted", diagnostics);
        interrupted->write(std::string(1 << 20, 'x'));
        CHECK(folder.entries() == 2);
    }

    // Two at once beside each other.
    const auto one = AtomicFile::create(folder / "one", diagnostics);
    const auto two = AtomicFile::create(folder / "two", diagnostics);
    one->write("1");
    two->write("2");
    CHECK(two->commit(diagnostics));
    CHECK(one->commit(diagnostics));
    CHECK(content(folder / "one") + content(folder / "two") == "12");
}

TEST_CASE("base: a file for which room was asked ahead takes no more than it is long") {
    const Folder folder;
    Diagnostics diagnostics;
    const std::string piece(3'000'000, 'x');
    const auto file = AtomicFile::create(folder / "long", diagnostics);
    for (int i = 0; i < 30; ++i) file->write(piece);
    file->write("end");
    REQUIRE(file->commit(diagnostics));
    struct stat status {};
    REQUIRE(::stat((folder / "long").c_str(), &status) == 0);
    CHECK(status.st_size == 90'000'003);
    CHECK(status.st_blocks * 512 < 92'000'000);
    CHECK(content(folder / "long").ends_with("xend"));
}

TEST_CASE("base: what can't be written is said, and nothing is left") {
    const Folder folder;
    put(folder / "f", "x");
    const auto said = [](const std::string& path) {
        Diagnostics diagnostics;
        CHECK(AtomicFile::create(path, diagnostics) == nullptr);
        return only(diagnostics);
    };
    CHECK(said(folder / "no/out.csv") ==
          fmt::format("cannot-write: can't be written: there is no folder {} | create the folder first",
                      folder / "no"));
    CHECK(said(folder.path()) ==
          "cannot-write: can't be written: this is a folder, not a file | name a file in the folder");
    CHECK(said(folder / "f/g") == "cannot-write: can't be written: a part of this path is not a folder | ");
    CHECK(folder.entries() == 1);
    if (::geteuid() != 0) {
        const std::string no_permission =
            "cannot-write: can't be written: no permission | choose another place, or give permission to "
            "write the file and its folder";
        REQUIRE(::chmod((folder / "f").c_str(), 0444) == 0);
        CHECK(said(folder / "f") == no_permission);
        REQUIRE(::chmod(folder.path().c_str(), 0555) == 0);
        CHECK(said(folder / "new") == no_permission);
        REQUIRE(::chmod(folder.path().c_str(), 0755) == 0);
    }
}

TEST_CASE("base: devices and pipes are written as it comes") {
    Diagnostics diagnostics;
    const auto null = AtomicFile::create("/dev/null", diagnostics);
    REQUIRE(null != nullptr);
    null->write("x");
    CHECK(null->commit(diagnostics));
    CHECK(diagnostics.all().empty());

    const auto full = AtomicFile::create("/dev/full", diagnostics);
    REQUIRE(full != nullptr);
    full->write(std::string(600'000, 'x'));
    full->write("more");
    CHECK_FALSE(full->commit(diagnostics));
    CHECK(only(diagnostics) ==
          "cannot-write: can't be written: the disk is full | free some space and run again; nothing "
          "half-written is left");

    const Folder folder;
    const std::string pipe = folder / "pipe";
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    std::string received;
    std::thread reader([&] { received = content(pipe); });
    const auto file = AtomicFile::create(pipe, diagnostics);
    REQUIRE(file != nullptr);
    file->write("through");
    CHECK(file->commit(diagnostics));
    reader.join();
    CHECK(received == "through");
    CHECK(folder.entries() == 1);
}
