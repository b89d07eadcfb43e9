using System.Diagnostics;
using Hone.Learn;

namespace Hone.Method;

/// <summary>
/// The first five minutes: an honest image classifier from nothing to a report. Each stage is an ordinary use of the library;
/// the README shows the same in ten lines.
/// </summary>
/// <remarks>
/// What a stage has finished is on disk, so a resumed project reads it and goes on where it was stopped; the numbers are those of an undisturbed run.
/// </remarks>
public static class FirstProject
{
    private const string SplitName = "v1";
    private const string SmallRun = "residual net, small";
    private const string FullRun = "residual net";
    private const double SmallSubset = 0.05;
    private const int SmallEpochs = 10;

    /// <summary>Runs all stages, or goes on with a project that was stopped.</summary>
    /// <param name="options">What is asked for.</param>
    /// <param name="observer">What is shown meanwhile.</param>
    /// <param name="cancellationToken">Stops at the next batch; the last checkpoint stays.</param>
    /// <exception cref="MethodException">The folder, the options or what is on disk do not allow it; the message says what to do.</exception>
    /// <exception cref="HoneDataException">The dataset is missing or damaged.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static StartResult Run(StartOptions options, IStartObserver observer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(observer);
        Validate(options);
        var clock = Stopwatch.StartNew();

        // 1. The data come first: a project without data is not worth making. A resumed project knows what it began with.
        Project? resumed = options.Resume ? Project.Open(options.Directory) : null;
        StartSettings settings = resumed is null ? StartSettings.Of(options) : StartSettings.Read(resumed);
        options = options with { Full = settings.Full, Seed = settings.Seed, Epochs = settings.Epochs, Subset = settings.Subset };
        StartData data = StartData.Load(options, cancellationToken);
        DataDescription description = data.Describe();

        // 2. The project folder.
        observer.StageBegan(StartStage.Project);
        Project project = resumed ?? Create(options, settings);
        observer.ProjectReady(project, options.Resume);

        // 3. Described, split, checked, sealed.
        observer.StageBegan(StartStage.Data);
        observer.DataDescribed(description);
        FrozenSplit split = Freeze(project, data, options, observer);
        var checks = new CheckLog(observer);
        CheckData(data, split, options, checks, cancellationToken);

        // 4. The ladder.
        observer.StageBegan(StartStage.Baselines);
        IReadOnlyList<BaselineScore> baselines = RunBaselines(project, split, data, options, observer, cancellationToken);

        // 5. One batch.
        observer.StageBegan(StartStage.Checks);
        var training = new StartTraining(project, split, data, options, observer, baselines.Max(baseline => baseline.Accuracy));
        (IReadOnlyList<int> items, double subset) = TrainingItems(split, data, options);
        DataLoaders loaders = training.Loaders(items);
        var model = new LearnerChecks(() => training.NewLearner(loaders), new LearnerCheckOptions { Progress = checks });
        model.Batch(deep: true, cancellationToken);
        model.Overfit(cancellationToken);

        // 6. Small first, then all of it.
        observer.StageBegan(StartStage.SmallTraining);
        LearningRateChoice rate = training.FindLearningRate(loaders, cancellationToken);
        observer.LearningRateFound(rate);
        TrainingScore small = training.Train(
            SmallRun, training.Loaders(Subset(split, data, SmallSubset)), SmallSubset, SmallEpochs, rate.Chosen, cancellationToken);
        observer.TrainingFinished(small);
        observer.StageBegan(StartStage.Training);
        TrainingScore full = training.Train(FullRun, loaders, subset, settings.Epochs, rate.Chosen, cancellationToken);
        observer.TrainingFinished(full);

        // 7. What was learned, before anybody looks at the test part.
        observer.StageBegan(StartStage.Lessons);
        var positions = data.Ids.Select((id, i) => (id, i)).ToDictionary(each => each.id, each => each.i, StringComparer.Ordinal);
        Lessons lessons = LessonsReader.Read(project, full, baselines, description.ClassNames, positions);
        observer.Learned(lessons);

        // 8. The vault, once.
        observer.StageBegan(StartStage.Vault);
        TestPredictions predictions = training.PredictTest(full.Plan.RunId, loaders, cancellationToken);
        VaultOpening opening = project.Vault.Open(full.Plan.RunId, "the end of hone start", VaultMetric.Accuracy, predictions);
        observer.VaultOpened(opening);

        // 9. The report.
        observer.StageBegan(StartStage.Report);
        string report = Path.Combine(project.Directory, "report.html");
        var result = new StartResult
        {
            Directory = project.Directory,
            Data = description,
            SplitFingerprint = split.Fingerprint,
            Baselines = baselines,
            Checks = new CheckReport(checks.Results),
            SmallTraining = small,
            Lessons = lessons,
            Test = opening,
            ReportPath = report,
            Next = NextSteps(options, full, baselines),
            Seconds = clock.Elapsed.TotalSeconds,
        };
        ProjectFile.WriteText(report, StartReport.ToHtml(project, split, result, rate, data.Images));
        observer.ReportWritten(report);
        return result;
    }

    private static void Validate(StartOptions options)
    {
        if (options.Epochs is < 1)
        {
            throw new ProjectException(ExitCode.Usage, "one epoch or more", $"{options.Epochs}", "the number of epochs", "leave it out for the default");
        }

        if (options.Subset is not null and not (> 0 and <= 1))
        {
            throw new ProjectException(
                ExitCode.Usage, "a subset above 0 and up to 1, such as 0.05", $"{options.Subset}", "the subset", "5% is written 0.05");
        }
    }

    private static Project Create(StartOptions options, StartSettings settings)
    {
        Project project = Project.Create(options.Directory, new Charter
        {
            Question = "Which piece of clothing is in the picture?",
            Target = "class",
            Metric = "accuracy",
            Decision = "whether a small residual net is worth its trouble over simpler models",
            Done = "a score on the sealed test part beside the scores of the baselines, in report.html",
        });
        settings.Write(project);
        return project;
    }

    private static FrozenSplit Freeze(Project project, StartData data, StartOptions options, IStartObserver observer)
    {
        FrozenSplit frozen;
        if (project.Splits.Names.Contains(SplitName))
        {
            frozen = project.Splits.Open(SplitName);
            frozen.EnsureMatches(data.Ids, data.Hash);
        }
        else
        {
            frozen = project.Splits.Freeze(data.Split(options.Seed), SplitName, data.Hash);
        }

        Split split = frozen.Split;
        string[] testIds = split.TestIndices.Select(index => split.Ids[index]).ToArray();
        double[] testLabels = data.TakeTestLabels(split);
        project.Vault.Seal(frozen, testIds, testLabels);
        observer.SplitFrozen(frozen);

        return frozen;
    }

    /// <summary>The suites of <c>hone check data</c>, <c>split</c> and <c>leak</c>. The labels of the test part are in the vault by now.</summary>
    private static void CheckData(StartData data, FrozenSplit frozen, StartOptions options, CheckLog log, CancellationToken cancellationToken)
    {
        var settings = new CheckSettings { Metric = "accuracy", HidesTestTargets = true, Seed = (ulong)options.Seed };
        CheckedImages images = CheckedImages.FromSet(data.Images, data.Ids, [.. frozen.Split.Parts], settings, cancellationToken);
        Method.Checks.Data(images, log, cancellationToken);
        Method.Checks.Split(images, log, cancellationToken);
        Method.Checks.Leak(images, log, cancellationToken);
    }

    private static List<BaselineScore> RunBaselines(
        Project project, FrozenSplit split, StartData data, StartOptions options, IStartObserver observer, CancellationToken cancellationToken)
    {
        BaselineData train = Rows(data, split.Split.TrainIndices);
        BaselineData valid = Rows(data, split.Split.ValidIndices);
        var scores = new List<BaselineScore>();
        foreach (Baseline baseline in new Baseline[]
        {
            new MajorityClassBaseline(), new NearestClassMeanBaseline(), new LogisticRegressionBaseline(), new FullyConnectedBaseline(),
        })
        {
            BaselineScore score = BaselineLadder.Run(baseline, project, split, train, valid, options.Seed, cancellationToken);
            observer.BaselineScored(score);
            scores.Add(score);
        }

        return scores;
    }

    private static (IReadOnlyList<int> Items, double Subset) TrainingItems(FrozenSplit split, StartData data, StartOptions options) =>
        options.Subset is { } fraction ? (Subset(split, data, fraction), fraction) : (split.Split.TrainIndices, 1);

    private static IReadOnlyList<int> Subset(FrozenSplit split, StartData data, double fraction)
    {
        string[] classes = split.Split.TrainIndices.Select(index => data.Images.ClassNames[data.Images.Labels[index]]).ToArray();
        return split.Split.Subset(fraction, classes).TrainIndices;
    }

    private static BaselineData Rows(StartData data, IReadOnlyList<int> indices) =>
        BaselineData.FromImages(data.Images, indices, indices.Select(index => data.Ids[index]).ToArray());

    private static NextStep[] NextSteps(StartOptions options, TrainingScore model, IReadOnlyList<BaselineScore> baselines)
    {
        string folder = options.Directory.Contains(' ') ? $"\"{options.Directory}\"" : options.Directory;
        string best = baselines.MaxBy(baseline => baseline.Accuracy)!.RunId!;
        return
        [
            new NextStep($"hone runs --dir {folder}", "every run of this project, baselines included"),
            new NextStep($"hone compare {model.Plan.RunId} {best} --dir {folder}", "the net against the best baseline, image by image"),
            options.Full
                ? new NextStep($"hone start --full --seed {options.Seed + 1} --dir {folder}-{options.Seed + 1}", "how much of the score is luck")
                : new NextStep("hone start --full --dir fashion-full", "the same on all 70,000 images"),
        ];
    }

    /// <summary>Keeps each result once, and tells the observer as it comes, on the calling thread: two suites may begin with the same question.</summary>
    private sealed class CheckLog(IStartObserver observer) : IProgress<CheckResult>
    {
        private readonly List<CheckResult> _results = [];

        public IReadOnlyList<CheckResult> Results => _results;

        public void Report(CheckResult value)
        {
            if (_results.TrueForAll(result => result.Id != value.Id))
            {
                _results.Add(value);
                observer.Checked(value);
            }
        }
    }
}
