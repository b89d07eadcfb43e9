using System.Globalization;

namespace Hone.Cli.Tests;

/// <summary>Small tables as files.</summary>
internal static class SmallTables
{
    /// <summary>Whether a loan is paid back, by income and kind of work.</summary>
    public static string Loans(int rows = 200)
    {
        var random = new Random(5);
        string[] jobs = ["clerk", "nurse", "smith", "cook"];
        string text = "id,job,income,age,paid\n";
        for (int row = 0; row < rows; row++)
        {
            int job = random.Next(jobs.Length);
            double income = 10 + (random.NextDouble() * 40);
            bool paid = income + (5 * job) > 35;
            text += string.Create(CultureInfo.InvariantCulture, $"{row + 1},{jobs[job]},{income:0.00},{20 + random.Next(50)},{(paid ? "yes" : "no")}\n");
        }

        return text;
    }

    /// <summary>Ratings by two tastes.</summary>
    public static string Ratings()
    {
        var random = new Random(7);
        string text = "user,item,rating\n";
        for (int user = 0; user < 30; user++)
        {
            for (int item = 0; item < 20; item++)
            {
                if (random.Next(4) > 0)
                {
                    text += $"{user},film{item},{(user % 2 == item % 2 ? 4 : 2) + random.Next(2)}\n";
                }
            }
        }

        return text;
    }
}
