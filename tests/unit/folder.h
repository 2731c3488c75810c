// For unit tests that read files.
#pragma once
#include <doctest/doctest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace passline {

/// A folder of its own that is gone at the end of the test.
class Folder {
  public:
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "passline-XXXXXX").string();
        REQUIRE(mkdtemp(name.data()) != nullptr);
        path_ = name + "/";
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    std::string file(const std::string& name, const std::string& bytes) const {
        std::ofstream(path_ + name, std::ios::binary) << bytes;
        return path_ + name;
    }
    /// A message without this folder's name.
    std::string plain(std::string text) const {
        for (auto at = text.find(path_); at != std::string::npos; at = text.find(path_)) {
            text.erase(at, path_.size());
        }
        return text;
    }

  private:
    std::string path_;
};

}  // namespace passline
