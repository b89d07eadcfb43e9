using System.Globalization;
using System.IO.Compression;
using System.Text;
using Hone.Learn;
using Hone.Learn.Data;

namespace Hone.Method.Tests.Submissions;

/// <summary>A competition folder in Kaggle's format, made from the people aboard the Titanic: from zeros over a ladder, two models and a blend to scores and final picks.</summary>
public sealed class KaggleFolderTests : IDisposable
{
    private const string Target = "Survived";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_competition_runs_from_zeros_to_final_picks()
    {
        string? data = Environment.GetEnvironmentVariable("HONE_DATA");
        string path = Path.Combine(data ?? "", "titanic-full.csv.gz");
        Assert.SkipUnless(data is not null && File.Exists(path), $"titanic-full.csv.gz is not in the folder of HONE_DATA ({data ?? "not set"})");
        Project project = CombineSamples.Project(_folder["p"], target: Target);
        Dictionary<string, int> truth = WriteCompetition(path, Path.Combine(project.Directory, "data", "raw"));
        Leaderboard board = Leaderboard.Of(project);

        // 1. Zeros on day one.
        SubmissionSample sample = SubmissionSample.Read(SubmissionSample.Find(project));
        Assert.Equal((SubmissionForm.ClassNumber, truth.Count), (sample.Form, sample.Ids.Count));
        SubmissionRow zeros = board.Submit(new SubmissionRequest { Content = Submission.Zeros(sample), Name = "zeros" }, sample);
        board.Add(zeros.Id, Score(project, zeros, truth));

        // 2. Split, ladder.
        Frame train = Frame.ReadCsv(Path.Combine(project.Directory, "data", "raw", "train.csv"));
        string[] ids = [.. Enumerable.Range(0, train.RowCount).Select(row => train["PassengerId"].TextAt(row)!)];
        var splitData = new SplitData { Ids = ids, Classes = [.. Enumerable.Range(0, train.RowCount).Select(row => train[Target].TextAt(row)!)] };
        FrozenSplit split = project.Splits.Freeze(
            Split.Stratified(splitData, new() { Fractions = new() { Valid = 0.3, Test = 0 }, Seed = 1 }), "v1", Samples.DataHash);
        LadderTask task = LadderLoader.Load(project, split, cancellationToken: TestContext.Current.CancellationToken);
        LadderReport ladder = Ladder.Run(project, split, task, new() { Expect = new(0.7, 0.9) }, TestContext.Current.CancellationToken);
        Assert.Equal(LadderKind.Table, ladder.Kind);
        Assert.All(ladder.Rows, row => Assert.Equal(CheckOutcome.Pass, row.Outcome));
        Assert.Equal((ExitCode.Pass, GuessOutcome.Inside), (ladder.ExitCode(strict: true), ladder.GuessOutcome));
        double Of(string name) => ladder.Rows.Single(row => row.Name == name).Score!.Value;
        Assert.True(Of("constant") < 0.70 && Of("one feature") > 0.70 && Of("random forest") > 0.75, string.Join("; ", ladder.Rows.Select(row => $"{row.Name} {row.Score}")));

        // 3. Two models with test predictions, and their blend.
        Frame test = Frame.ReadCsv(Path.Combine(project.Directory, "data", "raw", "test.csv"));
        LadderRows rows = LadderRows.Of(split, ids, "train.csv");
        string forest = Model(project, split, "forest", train, test, rows, (data, targets) => RandomForestClassifier.Fit(data, targets, new() { Seed = 1, MinSamplesLeaf = 3 }));
        string extra = Model(project, split, "extra trees", train, test, rows, (data, targets) => ExtraTreesClassifier.Fit(data, targets, new() { Seed = 2, MinSamplesLeaf = 3 }));
        EnsembleMembers members = EnsembleMembers.Load(project, [forest, extra]);
        BlendResult blend = Ensemble.Blend(members, ScoreMetric.Named("accuracy"), new() { Method = BlendMethod.Mean });
        string blended = Ensemble.Save(project, members, blend);

        // 4. Submissions, scores, tracking, picks.
        foreach (string run in new[] { forest, extra, blended })
        {
            SubmissionRow row = board.Submit(Submission.Of(project, run, sample), sample);
            board.Add(row.Id, Score(project, row, truth));
        }

        Assert.Equal(4, board.List().Count);
        Assert.All(board.List().Skip(1), row => Assert.True(row.PublicScore > 0.7 && Math.Abs(row.PublicScore.Value - row.LocalScore!.Value) < 0.08));
        Assert.NotEqual(TrackingState.Contradicts, board.Tracking().State);
        FinalPicks picks = board.Final();
        Assert.Equal(2, picks.Picks.Count);

        // 5. The report knows all of it.
        ReportResult report = ProjectReport.Write(project, new() { Format = ReportFormat.Markdown });
        string text = File.ReadAllText(report.Path);
        Assert.All(["random forest", "s004", "mean of 2", "Not considered"], word => Assert.Contains(word, text));
        Assert.Contains("The honest test score", report.Missing);
    }

    // A third of the people are the test file, without their fate; the sample has Kaggle's name and form.
    private static Dictionary<string, int> WriteCompetition(string path, string folder)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        string header = "PassengerId," + reader.ReadLine()!.Replace(",survived", "", StringComparison.Ordinal);
        var train = new StringBuilder(header + "," + Target + "\n");
        var test = new StringBuilder(header + "\n");
        var sample = new StringBuilder("PassengerId," + Target + "\n");
        var truth = new Dictionary<string, int>();
        for (int id = 1; reader.ReadLine() is string line; id++)
        {
            int comma = line.LastIndexOf(',');
            int survived = line[(comma + 1)..] == "yes" ? 1 : 0;
            string row = string.Create(CultureInfo.InvariantCulture, $"{id},{line[..comma]}");
            if (new IdHash(3, "test").Of(row) % 3 == 0)
            {
                test.Append(row).Append('\n');
                sample.Append(CultureInfo.InvariantCulture, $"{id},0\n");
                truth[id.ToString(CultureInfo.InvariantCulture)] = survived;
            }
            else
            {
                train.Append(row).Append(',').Append(survived).Append('\n');
            }
        }

        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "train.csv"), train.ToString());
        File.WriteAllText(Path.Combine(folder, "test.csv"), test.ToString());
        File.WriteAllText(Path.Combine(folder, "sample_submission.csv"), sample.ToString());
        return truth;
    }

    private static string Model(
        Project project, FrozenSplit split, string name, Frame train, Frame test, LadderRows rows, Func<TreeData, int[], TreeClassifier> fit)
    {
        int first = train.RowCount;
        Frame all = Frame.Concat(train.Without(Target), test);
        var features = new TableFeatures(all, ["PassengerId"], rows.Train, [.. rows.Valid, .. Enumerable.Range(first, test.RowCount)]);
        double[] targets = FrameNumbers.Of(train[Target]);
        TreeClassifier model = fit(TreeData.FromColumns(features.TrainColumns), [.. rows.Train.Select(row => (int)targets[row])]);
        float[] outputs = Array.ConvertAll(model.PredictProbabilities(TreeData.FromColumns(features.ValidColumns)), value => (float)value);
        int valid = rows.Valid.Count;
        var predictions = new RunPredictions(rows.ValidIds, [.. rows.Valid.Select(row => targets[row])], outputs[..(2 * valid)]);
        string[] testIds = [.. Enumerable.Range(0, test.RowCount).Select(row => test["PassengerId"].TextAt(row)!)];
        return CombineSamples.Run(project, name, predictions, split.Fingerprint, test: new UnlabelledPredictions(testIds, outputs[(2 * valid)..]));
    }

    private static double Score(Project project, SubmissionRow row, Dictionary<string, int> truth)
    {
        string[] lines = File.ReadAllLines(Path.Combine(project.Directory, "submissions", row.File));
        return lines.Skip(1).Select(line => line.Split(',')).Average(fields => truth[fields[0]] == int.Parse(fields[1], CultureInfo.InvariantCulture) ? 1.0 : 0);
    }
}
