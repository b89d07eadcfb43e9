using System.Globalization;
using Hone.Learn.Data;

namespace Hone.Method.Tests;

/// <summary>Small tables whose rule is known.</summary>
internal static class TableSamples
{
    /// <summary>Whether a loan is paid back: mostly by income and kind of work. 300 rows with an id, a constant, a gap here and there.</summary>
    public static Frame Loans(int rows = 300)
    {
        var random = new Random(5);
        string[] jobs = ["clerk", "nurse", "smith", "cook"];
        string text = "id,country,job,income,age,paid\n";
        for (int row = 0; row < rows; row++)
        {
            int job = random.Next(jobs.Length);
            double income = 10 + (random.NextDouble() * 40);
            bool paid = income + (5 * job) + (random.NextDouble() * 8) > 38;
            string age = row % 11 == 3 ? "" : (20 + random.Next(50)).ToString(CultureInfo.InvariantCulture);
            text += FormattableString.Invariant($"{row + 1},NL,{jobs[job]},{income:0.00},{age},{(paid ? "yes" : "no")}\n");
        }

        return Frame.ParseCsv(text);
    }

    /// <summary>Sales that grow day by day, with more on weekends; three shops a day.</summary>
    public static Frame Sales(int days = 120)
    {
        var random = new Random(6);
        string text = "date,shop,sold\n";
        for (int day = 0; day < days; day++)
        {
            DateTime date = new DateTime(2025, 1, 1).AddDays(day);
            for (int shop = 0; shop < 3; shop++)
            {
                int weekend = date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 30 : 0;
                text += FormattableString.Invariant($"{date:yyyy-MM-dd},s{shop},{20 + (shop * 10) + weekend + random.Next(6)}\n");
            }
        }

        return Frame.ParseCsv(text);
    }

    /// <summary>Ratings by two tastes.</summary>
    public static Frame Ratings()
    {
        var random = new Random(7);
        string text = "user,item,rating,moment\n";
        for (int user = 0; user < 40; user++)
        {
            for (int item = 0; item < 25; item++)
            {
                if (random.Next(4) > 0)
                {
                    double rating = (user % 2 == item % 2 ? 4 : 2) + (random.Next(3) * 0.5);
                    text += FormattableString.Invariant($"{user},film{item},{rating},{random.Next(1000)}\n");
                }
            }
        }

        return Frame.ParseCsv(text);
    }
}
