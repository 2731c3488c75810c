#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "kpi/month.h"
#include "kpi/service.h"
#include "kpi/ticket_metrics.h"
#include "workspace/person_sheet.h"

namespace passline {

struct ReadTicket {
    People::Index person = People::none;
    std::string_view id;  ///< valid until the next row is read
    Month month;          ///< in which it was opened
    Ticket ticket;
};

/// Reads the rows of one ticket sheet. What happened at `now` or later has not happened yet.
class TicketReader {
  public:
    TicketReader(PersonSheet& sheet, const TicketClasses& classes, Moment now);

    /// Nothing after an error in the row.
    std::optional<ReadTicket> read(const Row& row);
    /// A channel or severity for which there is no service level, once each (`service-missing`); `warned`
    /// holds which.
    void warn_of_untimed(const Row& row, const ReadTicket& read, const ServiceVersion& rules,
                         std::set<std::string>& warned);
    void warn_of_promise(const Row& row);

  private:
    /// A column whose cells name channels or severities.
    struct ClassColumn {
        int column = -1;
        const std::vector<TicketClasses::Class>* classes = nullptr;
        std::map<std::string, int, std::less<>> known;  ///< by what cells say; -1: unknown
    };
    int class_of(const Row& row, ClassColumn& column, bool is_channel);
    int find_class(const Row& row, const ClassColumn& column, std::string_view name, bool is_channel);
    std::optional<Moment> moment(const Row& row, int column, bool to_its_end = false);
    std::optional<Moment> happened(const Row& row, int column, Moment since);
    std::optional<bool> truth(const Row& row, int column, const ColumnSpec& spec,
                              std::map<std::string, int, std::less<>>& known);
    void untimed(const Row& row, const ClassColumn& column, const std::vector<const ServiceTime*>& rules,
                 int number, bool is_channel, std::set<std::string>& warned);

    PersonSheet& sheet_;
    Moment now_;
    ClassColumn channel_, severity_;
    int id_, opened_, responded_, solved_, promised_, complaint_, verified_, followed_up_, satisfied_;
    const ColumnSpec& complaint_words_;
    const ColumnSpec& satisfied_words_;
    std::map<std::string, int, std::less<>> known_complaints_, known_answers_;
};

}  // namespace passline
