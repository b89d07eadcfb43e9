using System.IO.Compression;
using Hone.Learn.Data;

namespace Hone.Method.Tests.Baselines;

/// <summary>The ladders of real data of several kinds; each is skipped by name where its file is missing.</summary>
public sealed class RealLadderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static string Data(string name)
    {
        string? folder = Environment.GetEnvironmentVariable("HONE_DATA");
        string path = Path.Combine(folder ?? "", name);
        Assert.SkipUnless(folder is not null && File.Exists(path), $"{name} is not in the folder of HONE_DATA ({folder ?? "not set"})");
        return path;
    }

    private LadderReport Run(string metric, string target, LadderSource source, IReadOnlyList<string> ids, SplitData? data = null)
    {
        Project project = CombineSamples.Project(_folder["p"], metric, target);
        var options = new SplitOptions { Fractions = new() { Valid = 0.2, Test = 0 }, Seed = 1 };
        Split split = data is null ? Split.Random(new SplitData { Ids = ids }, options) : Split.Stratified(data, options);
        FrozenSplit frozen = project.Splits.Freeze(split, "v1", Samples.DataHash);
        CancellationToken token = TestContext.Current.CancellationToken;
        LadderReport report = Ladder.Run(project, frozen, LadderLoader.Load(project, frozen, source, token), cancellationToken: token);
        Assert.All(report.Rows, row => Assert.Equal((CheckOutcome.Pass, null), (row.Outcome, row.Reason)));
        Assert.DoesNotContain(report.Checks, check => check.IsError);
        return report;
    }

    private static double Of(LadderReport report, string name) => report.Rows.Single(row => row.Name == name).Score!.Value;

    [Fact]
    public void Reviews_of_food_are_told_apart_by_their_words()
    {
        string path = Data("fine-foods-train.csv.gz");
        string[] ids = [.. Enumerable.Range(1, Frame.ReadCsv(path).RowCount).Select(row => $"{row}")];

        LadderReport report = Run("accuracy", "score", new LadderSource { Path = path, TextColumn = "review" }, ids);

        Assert.Equal(LadderKind.Text, report.Kind);
        Assert.True(Of(report, "bag of words") > Of(report, "constant") + 0.1, $"{Of(report, "bag of words")} {Of(report, "constant")}");
    }

    [Fact]
    public void Ratings_of_films_follow_users_and_films()
    {
        string path = Data("movielens-small.csv.gz");
        string[] ids = [.. Enumerable.Range(1, Frame.ReadCsv(path).RowCount).Select(row => $"{row}")];

        LadderReport report = Run("rmse", "rating", new LadderSource { Path = path, UserColumn = "userId", ItemColumn = "movieId" }, ids);

        Assert.InRange(Of(report, "constant"), 1.0, 1.1);
        Assert.InRange(Of(report, "user and item bias"), 0.85, 0.92);
    }

    [Fact]
    public void Bikes_by_the_hour_have_a_season()
    {
        string path = Data("bike-hour.csv.gz");
        Frame frame = Frame.ReadCsv(path);
        Project project = CombineSamples.Project(_folder["p"], "mae", "cnt");

        // Two weeks of September 2012 are predicted from everything before.
        const int First = 14_664;
        const int End = First + (14 * 24);
        string[] ids = [.. Enumerable.Range(0, End).Select(row => frame["instant"].TextAt(row)!)];
        var rows = new LadderRows([.. Enumerable.Range(0, First)], [.. Enumerable.Range(First, End - First)], ids[First..]);
        CancellationToken token = TestContext.Current.CancellationToken;

        LadderReport report = Ladder.Run(project, LadderSamples.Freeze(project, ids), TimeLadder.Of(frame, "cnt", "instant", "mae", rows), cancellationToken: token);

        Assert.Equal(LadderKind.Time, report.Kind);
        Assert.True(Of(report, "seasonal naive") < 0.8 * Of(report, "constant"), string.Join(", ", report.Rows.Select(row => row.Score)));
    }

    [Fact]
    public void Flowers_have_colors()
    {
        string path = Data("flowers12.tar.gz");
        string raw = _folder["raw"];
        Extract(path, raw, entry => entry.StartsWith("flowers12/test/", StringComparison.Ordinal));
        string[] files = [.. FolderFiles.GetImageFiles(Path.Combine(raw, "flowers12", "test")).Select(file => Path.GetRelativePath(raw, file).Replace('\\', '/'))];
        string[] classes = [.. files.Select(file => file.Split('/')[^2])];

        LadderReport report = Run("accuracy", "class", new LadderSource { Path = raw }, files, new SplitData { Ids = files, Classes = classes });

        Assert.Equal(LadderKind.Images, report.Kind);
        Assert.True(Of(report, "mean color") > 3 * Of(report, "constant"), string.Join(", ", report.Rows.Select(row => row.Score)));
    }

    [Fact]
    public void Nuclei_are_mostly_background()
    {
        string path = Data("nuclei-sample.tar.gz");
        string raw = _folder["raw"];
        Extract(path, raw, _ => true);
        string[] ids = [.. FolderFiles.GetImageFiles(Path.Combine(raw, "nuclei", "images")).Select(file => Path.GetRelativePath(raw, file).Replace('\\', '/'))];

        LadderReport report = Run("accuracy", "nucleus", new LadderSource { Path = raw }, ids);

        Assert.Equal((LadderKind.Masks, 16), (report.Kind, report.Rows[0].N));
        Assert.True(Of(report, "zeros") > 0.7, $"{Of(report, "zeros")}");
    }

    private static void Extract(string archive, string folder, Func<string, bool> wanted)
    {
        using var gzip = new GZipStream(File.OpenRead(archive), CompressionMode.Decompress);
        using var tar = new System.Formats.Tar.TarReader(gzip);
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.DataStream is not null && wanted(entry.Name))
            {
                string path = Path.Combine(folder, entry.Name);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                entry.ExtractToFile(path, overwrite: true);
            }
        }
    }
}
