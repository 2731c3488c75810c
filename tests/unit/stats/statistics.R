#The figures that tests / unit / stats and tests / unit / items expect, by R 4.2.2 : Rscript statistics.R
options(digits = 15) wilson <
    -function(count, of) 100 *
        prop.test(count, of, correct = FALSE) $conf.int

        cat("Wilson\n") for (pair in list(c(0, 5), c(5, 5), c(1, 7), c(43, 50), c(461, 729),
                                          c(199999, 200000)))
            cat(pair, "\n", format(suppressWarnings(wilson(pair[1], pair[2])), digits = 12), "\n")

                cat("Student\n") cat(format(qt(0.975, c(1, 4, 65, 199999)), digits = 12), "\n")

                    cat("Baumann: post.test.1 less pretest.1, all groups, then Basal\n") d <
    -read.csv("baumann_prepost.csv") for (rows in list(d, d[d$group == "Basal", ])){
        test < -t.test(rows$post.test .1, rows$pretest .1, paired = TRUE)
                    cat(nrow(rows),
                        format(c(test$estimate, sd(rows$post.test .1 - rows$pretest .1), test$conf.int),
                               digits = 12),
                        "\n")}

     cat("A figure with decimals\n") before < -c(80.5, 81.25, 79, 90, 66.6, 72.125) after <
    -c(82.5, 81.25, 84.4, 91, 65.9, 77.5) test <
    -t.test(after, before, paired = TRUE)
         cat(format(c(mean(before), mean(after), test$estimate, sd(after - before), test$conf.int),
                    digits = 12),
             "\n")

             alpha <
    -function(x){k < -ncol(x) k / (k - 1) * (1 - sum(apply(x, 2, var)) / var(rowSums(x)))} kr20 <
    -function(x){k < -ncol(x) p < -colMeans(x) k / (k - 1) * (1 - sum(p * (1 - p)) / var(rowSums(x)))} items <
    -function(x) {
    total < -rowSums(x) cat("alpha", format(alpha(x), digits = 12), "mean", format(mean(total), digits = 12),
                            "sd", format(sd(total), digits = 12), "\n") for (name in names(x))
                cat(name,
                    format(c(100 * mean(x [[name]]) / max(x [[name]]), cor(x [[name]], total),
                             cor(x [[name]], total - x [[name]])),
                           digits = 12),
                    "\n")
}
m < -read.csv("mathexam14w.csv") cat("MathExam14W: solved, credits\n")
         cat("KR-20", format(kr20(m[grep("^solved", names(m))]), digits = 12), "\n")
             items(m[grep("^solved", names(m))]) items(m[grep("^credits", names(m))]) cat("A small exam\n")
                 items(data.frame(Q1 = c(1, 1, 1, 0, 1, 0), Q2 = c(1, 0, 1, 0, 0, 0),
                                  Q3 = c(2, 1.5, 2, 0, 1, 0.5), Q4 = c(1, 1, 1, 1, 1, 1)))
                     cat("Eight people, five questions right or wrong\n") eight <
    -data.frame(Q1 = c(1, 1, 1, 1, 1, 1, 0, 1), Q2 = c(1, 1, 1, 1, 0, 1, 0, 0),
                Q3 = c(1, 1, 1, 0, 1, 0, 0, 0), Q4 = c(1, 1, 0, 0, 0, 0, 0, 1),
                Q5 = c(1, 0, 0, 0, 0, 0, 1, 0)) cat("KR-20", format(kr20(eight), digits = 12), "\n")
         items(eight)
