using Hone.Learn.Data;

namespace Hone.Learn.Tests;

/// <summary>Real tables that a machine may lack.</summary>
internal static class RealTables
{
    public static readonly string[] AdultNames =
    [
        "age", "workclass", "fnlwgt", "education", "education-num", "marital-status", "occupation", "relationship", "race", "sex", "capital-gain", "capital-loss", "hours-per-week", "native-country", "salary",
    ];

    /// <summary>The path of a table in the folder of HONE_DATA, or the test is skipped by name and reason.</summary>
    public static string Path(string name)
    {
        string? folder = Environment.GetEnvironmentVariable("HONE_DATA");
        string path = System.IO.Path.Combine(folder ?? string.Empty, name);
        Assert.SkipUnless(folder is not null && File.Exists(path), $"{name} is not in the folder of HONE_DATA ({folder ?? "not set"})");
        return path;
    }

    public static Frame Adult(int? rows = null) =>
        Frame.ReadCsv(Path("adult-train.csv.gz"), new CsvOptions { Names = AdultNames, MaxRows = rows });
}
