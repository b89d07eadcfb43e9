using Hone.Method;

namespace Hone.Cli.Tests;

/// <summary>
/// Plays a first project: the calls of a real one in their order, with numbers of a plausible size, and nothing trained. The project folder,
/// its charter and its split are real.
/// </summary>
internal sealed class ScriptedStart
{
    private const int Valid = 900;

    private static readonly string[] Names =
        ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"];

    /// <summary>The epoch after which Ctrl-C is pressed; null for never.</summary>
    public int? CancelAfter { get; init; }

    /// <summary>The stage in which the script fails; null for never.</summary>
    public StartStage? FailIn { get; init; }

    /// <summary>What it fails with.</summary>
    public Exception Failure { get; init; } = new InvalidOperationException("the script said so");

    /// <summary>Pauses between ticks, for a person who looks at a terminal.</summary>
    public TimeSpan Pause { get; init; }

    public int Findings { get; init; } = 1;

    /// <summary>The validation accuracy of the model; the best baseline has 0.8456.</summary>
    public double Accuracy { get; init; } = 0.9;

    public int Ticks { get; init; } = 3;

    /// <summary>What the command asked for.</summary>
    public StartOptions? Asked { get; private set; }

    public StartResult Run(StartOptions options, IStartObserver observer, CancellationToken cancellationToken)
    {
        Asked = options;
        var script = new Stages(this, observer);
        script.Begin(StartStage.Project);
        Project project = Project.Create(options.Directory, Charter, new ProjectOptions { Clock = new FixedClock(), RunIdSeed = 7 });
        observer.ProjectReady(project, options.Resume);

        script.Begin(StartStage.Data);
        DataDescription data = Data(options.Full);
        observer.DataDescribed(data);
        CheckResult[] checks = Checks().ToArray();
        foreach (CheckResult check in checks.Take(5))
        {
            observer.Checked(check);
        }

        FrozenSplit split = project.Splits.Freeze(SplitOf(600), "v1", "data-hash");
        observer.SplitFrozen(split);

        script.Begin(StartStage.Baselines);
        BaselineScore[] baselines = Baselines();
        foreach (BaselineScore baseline in baselines)
        {
            observer.BaselineScored(baseline);
            Wait();
        }

        script.Begin(StartStage.Checks);
        foreach (CheckResult check in checks.Skip(5))
        {
            observer.Checked(check);
        }

        script.Begin(StartStage.SmallTraining);
        TrainingScore small = Train(observer, cancellationToken, new TrainingPlan("20261121-0455-aaaa", Model, 1_228_042, 210, 0.05, 64, 2, 0, 0.02), 0.62);

        script.Begin(StartStage.Training);
        var choice = new LearningRateChoice([0.001, 0.01], [2.3, 1.2], 0.012, 0.02, 0.0123, "the valley of the loss, where it falls longest");
        observer.LearningRateFound(choice);
        int first = options.Resume ? 1 : 0;
        int epochs = options.Epochs ?? StartOptions.SampleEpochs;
        TrainingScore score = Train(observer, cancellationToken, new TrainingPlan("20261121-0456-bbbb", Model, 1_228_042, 4200, 1, 64, epochs, first, 0.0123), Accuracy);

        script.Begin(StartStage.Lessons);
        Lessons lessons = LessonsOf(score, baselines);
        observer.Learned(lessons);

        script.Begin(StartStage.Vault);
        VaultOpening opening = Opening(score.Plan.RunId, options.Resume);
        observer.VaultOpened(opening);

        script.Begin(StartStage.Report);
        string report = Path.Combine(project.Directory, "report.html");
        observer.ReportWritten(report);
        return new StartResult
        {
            Directory = project.Directory,
            Data = data,
            SplitFingerprint = split.Fingerprint,
            Baselines = baselines,
            Checks = new CheckReport(checks),
            SmallTraining = options.Resume ? null : small,
            Lessons = lessons,
            Test = opening,
            ReportPath = report,
            Next =
            [
                new NextStep("hone runs --dir fashion", "every run, baselines included"),
                new NextStep("hone compare 20261121-0456-bbbb 20261121-0455-aaaa --dir fashion", "what the other 95% of the data brought, image by image"),
                new NextStep("hone start --full --dir fashion-full", "the same on all 70,000 images"),
            ],
            Seconds = 101.6,
        };
    }

    public static Charter Charter { get; } = new() { Question = "Which piece of clothing is on a picture of 28 x 28 pixels?", Target = "label", Metric = "accuracy" };

    /// <summary>A stratified split of ten classes.</summary>
    public static Split SplitOf(int itemsPerClass)
    {
        int count = 10 * itemsPerClass;
        var data = new SplitData
        {
            Ids = Enumerable.Range(0, count).Select(item => $"train/{item:00000}").ToArray(),
            Classes = Enumerable.Range(0, count).Select(item => Names[item % 10]).ToArray(),
        };
        return Split.Stratified(data, new SplitOptions { Fractions = new SplitFractions { Valid = 0.15, Test = 0.15 }, Seed = 42 });
    }

    private const string Model = "residual net";

    private static DataDescription Data(bool full) => new()
    {
        Source = full ? "/usr/share/datasets/fashion-mnist (Debian package dataset-fashion-mnist)" : "the bundled sample of the Fashion-MNIST training set",
        Count = full ? 70_000 : 6_000,
        ImageShape = Shape.Create([1, 28, 28]),
        ClassNames = Names,
        ClassCounts = Enumerable.Repeat(full ? 7_000 : 600, 10).ToArray(),
        PixelMean = 0.2861,
        PixelDeviation = 0.353,
        DuplicateGroups = 0,
    };

    private IEnumerable<CheckResult> Checks()
    {
        yield return CheckResult.Pass("data/labels", "6,000 labels from 0 to 9");
        yield return CheckResult.Pass("data/balance", "10 classes, the smallest with 600 of 6,000 items");
        yield return CheckResult.Of("data/duplicates", "6,000 images", Enumerable.Range(1, Findings).Select(Finding));
        yield return CheckResult.NotChecked("data/groups", "no column says which pictures belong together");
        yield return CheckResult.Pass("data/constant", "6,000 images, none of one gray value");
        yield return CheckResult.Pass("batch/shape", "[64, 1, 28, 28] in, [64, 10] out");
        yield return CheckResult.Pass("batch/initial-loss", "2.3107, ln 10 is 2.3026");
        yield return CheckResult.Pass("batch/gradients", "every one of 62 parameters has one");
        yield return CheckResult.Pass("batch/overfit", "loss 0.0021 after 60 steps on one batch");
        yield return CheckResult.Broken("batch/memory", new InvalidOperationException("the counter of the pool is not there"));
    }

    private static Finding Finding(int number) => new()
    {
        Id = "data/duplicates",
        Severity = number == 1 ? Severity.Warn : Severity.Info,
        What = $"{number + 1} images of different parts are equal pixel by pixel, so that the validation score is a little too good",
        Evidence = $"train/0{number}017 and train/03{number}91",
        N = 6_000,
        Threshold = "0 images",
        HowToFix = "keep duplicates in one part: group them before the split",
        Why = "A model that has seen the answer does not have to learn it.",
    };

    private static BaselineScore[] Baselines() =>
    [
        Baseline("majority class", 0.1, 0.01),
        Baseline("nearest class mean", 0.6711, 0.06),
        Baseline("logistic regression", 0.8133, 3.2),
        Baseline("small fully connected net", 0.8456, 11.8),
    ];

    private static BaselineScore Baseline(string name, double accuracy, double seconds) =>
        new(name, name, "20261121-0455-" + name[..4], accuracy, new Interval(accuracy - 0.0244, accuracy + 0.0236, 0.95), Valid, seconds);

    private TrainingScore Train(IStartObserver observer, CancellationToken cancellationToken, TrainingPlan plan, double reached)
    {
        observer.TrainingBegan(plan);
        var epochs = new List<EpochScore>();
        for (int epoch = plan.FirstEpoch + 1; epoch <= plan.Epochs; epoch++)
        {
            for (int tick = 1; tick <= Ticks; tick++)
            {
                double done = (epoch - 1 + ((double)tick / Ticks)) / plan.Epochs;
                observer.TrainingAdvanced(new TrainingTick(epoch, plan.Epochs, done, 2.3 * (1 - (0.9 * done)), 4_213.7, TimeSpan.FromSeconds((1 - done) * 60)));
                Wait();
            }

            double share = (double)epoch / plan.Epochs;
            var score = new EpochScore(epoch, 2.3 - (2 * share), 2.2 - (1.8 * share), reached * (0.7 + (0.3 * share)), 2.31);
            epochs.Add(score);
            observer.EpochFinished(score);
            cancellationToken.ThrowIfCancellationRequested();
            bool isTheOne = plan.Subset == 1 && CancelAfter == epoch;
            if (isTheOne)
            {
                throw new OperationCanceledException();
            }
        }

        var result = new TrainingScore(plan, epochs, reached, new Interval(reached - 0.0213, reached + 0.0178, 0.95), Valid, 2.31 * plan.Epochs, 4_213.7);
        observer.TrainingFinished(result);
        return result;
    }

    private static Lessons LessonsOf(TrainingScore model, BaselineScore[] baselines) => new()
    {
        Model = model,
        Baselines = baselines.Select(baseline => Against(model, baseline)).ToArray(),
        Confused = [new("Shirt", "T-shirt/top", 17, 90), new("Pullover", "Coat", 11, 90), new("Coat", "Shirt", 9, 90)],
        Confusion = new long[10, 10],
        WorstMistakes =
        [
            new("train/04711", 4711, "Ankle boot", "Sneaker", 0.9994, 8.12),
            new("train/00815", 815, "Shirt", "Dress", 0.9981, 7.4),
            new("train/01234", 1234, "Bag", "Shirt", 0.9957, 6.9),
        ],
    };

    private static BaselineComparison Against(TrainingScore model, BaselineScore baseline)
    {
        double difference = model.Accuracy - baseline.Accuracy;
        var interval = new Interval(difference - 0.0201, difference + 0.0211, 0.95);
        Verdict verdict = interval.Contains(0) ? Verdict.Same : difference > 0 ? Verdict.Better : Verdict.Worse;
        var paired = new PairedDifference(difference, interval, Valid, verdict);
        return new BaselineComparison(baseline, paired, difference / (1 - baseline.Accuracy));
    }

    private static VaultOpening Opening(string runId, bool repeated) => new()
    {
        RunId = runId,
        Reason = "final",
        Metric = VaultMetric.Accuracy,
        Score = 0.8944,
        Interval = new Interval(0.8727, 0.9129, 0.95),
        N = Valid,
        OpeningNumber = 1,
        Time = new FixedClock().Now,
        Repeated = repeated,
    };

    private void Wait()
    {
        if (Pause > TimeSpan.Zero)
        {
            Thread.Sleep(Pause);
        }
    }

    /// <summary>Announces stages, and fails in the one that the script names.</summary>
    private sealed class Stages(ScriptedStart script, IStartObserver observer)
    {
        public void Begin(StartStage stage)
        {
            observer.StageBegan(stage);
            script.Wait();
            if (script.FailIn == stage)
            {
                throw script.Failure;
            }
        }
    }
}
