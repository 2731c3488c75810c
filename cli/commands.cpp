#include "cli/commands.h"

namespace passline {

Run declare_certificate(Declaration declaration);
Run declare_init(Declaration declaration);

std::span<const Command> commands() {
    static const Command table[] = {
        {"init",
         {"建立一个马上能用的工作区：附带的制度、计划、花名册和各种表",
          "make a workspace that works at once: a shipped policy, a plan, a roster and sheets"},
         declare_init},
        {"check",
         {"评定前检查所有文件；一切正常时不输出",
          "find all that is wrong before grading; silent when all is well"},
         declare_check},
        {"grade",
         {"评定每人每门课程，给出结果和后续", "decide every person × course and what follows"},
         declare_grade},
        {"explain",
         {"说明一个结果的全部依据：条款、数字、文件:行",
          "show the whole way to a decision: article, figure, file:line"},
         declare_explain},
        {"retrain",
         {"列出须补训、补考、补课的人和期限", "list who must be retrained, resit or make up, and by when"},
         declare_retrain},
        {"attend",
         {"按课次、人员列出考勤、达到的限度和出勤率",
          "attendance by session and person, limits reached, rates"},
         declare_attend},
        {"level",
         {"评定职级：升级、保持、未达标，以及下一级还差什么",
          "staff levels: rise, stay or below, and what the next one lacks"},
         declare_level},
        {"deadlines",
         {"列出各事项的期限和完成情况", "what is due when, and what is done, late or overdue"},
         declare_deadlines},
        {"remind",
         {"提醒到期、逾期的事项，每项只发一次；供 cron 每天运行",
          "tell who must do what now, each once; made for cron"},
         declare_remind},
        {"kpi",
         {"由工单算出每人每月的工作数据",
          "monthly figures by person from tickets, against the service levels"},
         declare_kpi},
        {"items",
         {"分析试题：难度、区分度、信度、选项",
          "an exam's questions: difficulty, discrimination, reliability, options"},
         declare_items},
        {"import",
         {"把别的系统导出的表变成 passline 的表", "turn exports of other systems into sheets of passline's"},
         declare_import},
        {"plan", {"计划的预算与实际费用", "budgets of the plans against costs"}, declare_plan},
        {"report",
         {"一个期间或一门课程的培训评估报告，供审批",
          "the evaluation report on a period or a course, for approval"},
         declare_report},
        {"notice",
         {"写一门课程的培训通知，含制度要求写明的内容",
          "write a course's notice with all that the policy asks it to state"},
         declare_notice},
        {"certificate",
         {"写一张可打印的证书，发给考核合格且制度规定发证的人；也可核对核验码",
          "write a certificate to print, for a pass that earns one; or check its code"},
         declare_certificate},
        {"test", {"运行制度测试", "run policy tests"}, declare_test},
        {"schema", {"输出文件格式的 JSON Schema", "print the JSON Schema of a file format"}, declare_schema},
    };
    return table;
}

}  // namespace passline
