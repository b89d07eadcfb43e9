using System.Text;

namespace Hone.Method.Tests.Submissions;

public sealed class SubmissionClassesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Classes_of_the_data_name_the_answers_of_a_run()
    {
        Project project = Samples.NewProject(_folder["p"]);
        File.WriteAllText(_folder["t.csv"], "id,x,label\n" + string.Concat(Enumerable.Range(0, 40).Select(row => $"r{row},{row},{(row % 2 == 0 ? "hot" : "cold")}\n")));
        project.Data.Add(_folder["t.csv"]);
        ProjectDataset data = project.Data.Load();
        FrozenSplit split = project.Splits.Freeze(
            Split.Stratified(data.ToSplitData(), new() { Fractions = new() { Valid = 0.2, Test = 0.2 }, Seed = 1 }), "v1", project.Data.Manifest.Hash);
        string[] test = Samples.TestIds(split.Split);
        RunWriter run = project.Runs.Create(new RunPlan { Name = "model", Split = new RunSplit(split.Name, split.Fingerprint) });
        new UnlabelledPredictions(test, [.. test.SelectMany((_, i) => i == 0 ? (float[])[0.9f, 0.1f] : [0.2f, 0.8f])]).Save(run);
        run.Complete(new Dictionary<string, MetricSummary>());
        run.Dispose();

        SubmissionRequest request = Submission.Of(project, run.Id, SubmissionSample.FromSplit(project, split));

        // The classes in the order of their names: cold, hot.
        string[] lines = Encoding.UTF8.GetString(request.Content).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("id,label", lines[0].TrimEnd('\r'));
        Assert.Equal($"{test[0]},cold", lines[1].TrimEnd('\r'));
        Assert.All(lines[2..], line => Assert.EndsWith(",hot", line.TrimEnd('\r'), StringComparison.Ordinal));
    }
}
