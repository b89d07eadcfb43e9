using System.Globalization;
using Hone.Learn;
using Hone.Nn;

namespace Hone.Method.Tests.Ensembles;

public sealed class TtaMemberTests : IDisposable
{
    private const int Count = 40;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static Learner NewLearner(string prefix)
    {
        float[] values = [.. Enumerable.Range(0, Count).Select(row => row % 2 == 0 ? 1f : -1f)];
        string[] classes = ["odd", "even"];
        var block = new DataBlock<int>
        {
            GetId = row => prefix + row.ToString(CultureInfo.InvariantCulture),
            Input = new VectorBlock<int>(row => values.AsMemory(row, 1)),
            Target = new CategoryBlock<int>(row => classes[row % 2 == 0 ? 1 : 0], classes),
            Splitter = new IndexSplitter([.. Enumerable.Range(0, 20)], [.. Enumerable.Range(20, 20)]),
        };
        DataLoaders loaders = block.DataLoaders([.. Enumerable.Range(0, Count)], new DataLoaderOptions { BatchSize = 10, Seed = 1, Workers = 0 });
        var learner = new Learner(loaders, LogisticRegression.Create(1, 2).Initialize(1), new LearnerOptions { LearningRate = 0.1 });
        learner.Fit(3);
        return learner;
    }

    private static string Trained(Project project, Learner learner)
    {
        Predictions said = learner.GetPreds();
        return CombineSamples.Run(project, "net", new RunPredictions(said.Ids, [.. said.Targets!.Select(target => (double)target)], said.Outputs.ToArray()));
    }

    [Fact]
    public void Test_time_augmentation_is_a_run_of_its_own_and_a_member()
    {
        Project project = CombineSamples.Project(_folder["p"]);
        Learner learner = NewLearner("item ");
        string run = Trained(project, learner);

        string tta = TtaMember.Save(project, project.Runs.Find(run), learner, ScoreMetric.Named("accuracy"), new TtaOptions { Passes = 2 }, TestContext.Current.CancellationToken);

        RunRecord record = project.Runs.Find(tta).Record!;
        Assert.Equal(("net + tta", RunStatus.Completed, 1.0), (record.Name, record.Status, record.Summary["valid/accuracy"].Last));
        Assert.Equal([run], record.Parents);
        Assert.Contains(TtaMember.Tag, record.Tags);
        Assert.Equal("2", record.Params["tta.passes"]);
        Assert.Equal([run, tta], EnsembleMembers.Load(project, [run, tta]).Members.Select(member => member.Name));
    }

    [Fact]
    public void A_learner_with_other_items_is_refused_and_its_run_fails()
    {
        Project project = CombineSamples.Project(_folder["p"]);
        string run = Trained(project, NewLearner("item "));

        var error = Assert.Throws<RunException>(() =>
            TtaMember.Save(project, project.Runs.Find(run), NewLearner("other "), ScoreMetric.Named("accuracy"), cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal(ExitCode.Refused, error.ExitCode);
        Assert.Contains("the 20 validation items", error.Message);
        Assert.Contains("20 items, 0 of them the same", error.Message);
        Assert.Contains(project.Runs.List(), other => other.Status == RunStatus.Failed);
    }
}
