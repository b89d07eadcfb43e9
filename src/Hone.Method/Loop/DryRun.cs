using System.Diagnostics;
using System.Globalization;
using System.Text;
using Hone.Learn;

namespace Hone.Method;

/// <summary>
/// One batch through everything (M26): load, forward, loss, backward, step, validate, metric, checkpoint, reload with equal predictions, predict, submission rows. It
/// stops at the first stage that fails and names it.
/// </summary>
/// <remarks>
/// The learner trains as it always does, with its callbacks, a run record and a checkpoint, in a throw-away folder; only the epoch ends after two training batches and one
/// validation batch. The first training batch warms up, the second one is timed for the projection. Lightning's <c>fast_dev_run</c> switches loggers and
/// checkpoints off instead, and with them what most often fails at the end of a long training.
/// </remarks>
/// <example><code>
/// DryRun.Of(() => new Learner(data, CreateModel()), new() { Epochs = 10 }).ThrowIfFailed();
/// </code></example>
public static class DryRun
{
    /// <summary>Goes through the recipe.</summary>
    /// <param name="createLearner">Makes the learner; called twice: the second one reads the checkpoint of the first.</param>
    /// <param name="options">Epochs of the projection, form of the submission, folder.</param>
    /// <returns>The stages; a failure is in the result and is not thrown.</returns>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static DryRunResult Of(Func<Learner> createLearner, DryRunOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(createLearner);
        options ??= new DryRunOptions();
        string folder = options.Folder ?? Path.Combine(Path.GetTempPath(), "hone-dry-" + Guid.NewGuid().ToString("N"));
        var stages = new DryRunStages();
        TimeSpan? projected = null;
        Exception? failure = null;
        try
        {
            projected = Go(createLearner, options, folder, stages);
        }
        catch (Exception error) when (error is not OperationCanceledException || !options.CancellationToken.IsCancellationRequested)
        {
            failure = error;
            stages.Fail(error);
        }
        finally
        {
            if (options.Folder is null && Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        return new DryRunResult { Steps = stages.Steps, Error = failure, ProjectedDuration = projected, Folder = options.Folder };
    }

    private static TimeSpan Go(Func<Learner> createLearner, DryRunOptions options, string folder, DryRunStages stages)
    {
        // 1. Train and validate as ever, a batch or two of each.
        stages.Begin(DryRunStage.Create);
        Learner learner = createLearner();
        stages.Pass($"{learner.Model.ParameterCount:N0} parameters, {learner.Data}");
        string checkpoint = Path.Combine(folder, "last.safetensors");
        var store = new RunStore(Path.Combine(folder, "runs"), TimeProvider.System, new RunIds(TimeProvider.System, null), new SystemProcessTable());
        using RunWriter run = store.Create(new RunPlan { Name = "dry run", Tags = [RunTags.Dry] });
        stages.Begin(DryRunStage.Load);
        var watch = new DryRunCallback(stages);
        learner.Fit(1, new FitOptions
        {
            Callbacks = [watch, new CheckpointCallback(checkpoint), new RunCallback(run)],
            CancellationToken = options.CancellationToken,
        });
        stages.Pass($"{new FileInfo(checkpoint).Length:N0} bytes");

        // 2. What was saved must be what was trained.
        DataLoader valid = FirstBatch(learner.Data.Valid);
        stages.Begin(DryRunStage.Reload);
        Learner second = createLearner();
        Checkpoint.Read(checkpoint).LoadModel(second.Model);
        Predictions before = learner.GetPreds(valid, options.CancellationToken);
        Predictions after = second.GetPreds(valid, options.CancellationToken);
        RequireEqual(before, after);
        stages.Pass($"{before.Count} predictions are equal in all {before.Outputs.Length} outputs");

        // 3. As in use: without labels.
        stages.Begin(DryRunStage.Predict);
        Predictions predictions = second.GetPreds(new DataLoader(valid.Dataset.WithoutTarget(), valid.Options), options.CancellationToken);
        RequireFinite(predictions);
        stages.Pass($"{predictions.Count} items without labels");

        stages.Begin(DryRunStage.Submission);
        IReadOnlyList<IReadOnlyList<string>> rows = options.SubmissionRows?.Invoke(predictions) ?? Rows(predictions);
        WriteAndRead(Path.Combine(folder, "submission.csv"), rows, predictions.Count);
        stages.Pass($"{rows.Count} rows such as {CsvRows.Brief(rows[0])}");
        run.Complete(run.Record.Summary);
        double seconds = options.Epochs * ((watch.TrainSeconds * learner.Data.Train.BatchCount) + (watch.ValidSeconds * learner.Data.Valid.BatchCount));
        return TimeSpan.FromSeconds(seconds);
    }

    private static DataLoader FirstBatch(DataLoader valid)
    {
        int[] positions = [.. Enumerable.Range(0, Math.Min(valid.BatchSize, valid.Dataset.Count))];
        return valid.WithDataset(valid.Dataset.Subset(positions)).InOrder();
    }

    private static void RequireEqual(Predictions before, Predictions after)
    {
        ReadOnlySpan<float> a = before.Outputs.Span;
        ReadOnlySpan<float> b = after.Outputs.Span;
        for (int i = 0; i < a.Length; i++)
        {
            if (BitConverter.SingleToInt32Bits(a[i]) != BitConverter.SingleToInt32Bits(b[i]))
            {
                throw new DryRunException(
                    ExitCode.Findings,
                    "the predictions of the trained model from its checkpoint",
                    $"{Numbers.Plain(b[i])} instead of {Numbers.Plain(a[i])} for item '{before.Ids[i / before.Width]}', output {i % before.Width}",
                    "a new model with the saved weights",
                    "register every parameter and buffer, and keep no state that changes the answer outside of them");
            }
        }
    }

    private static void RequireFinite(Predictions predictions)
    {
        int wrong = predictions.Outputs.Span.IndexOfAnyExceptInRange(float.MinValue, float.MaxValue);
        if (wrong >= 0)
        {
            throw new DryRunException(
                ExitCode.Findings,
                "finite predictions",
                $"{Numbers.Plain(predictions.Outputs.Span[wrong])} for item '{predictions.Ids[wrong / predictions.Width]}'",
                $"output {wrong % predictions.Width} of {predictions.Width}",
                "check the batch (BatchContentCheck) and the loss before training (InitialLossCheck)");
        }
    }

    private static IReadOnlyList<IReadOnlyList<string>> Rows(Predictions predictions) =>
        [.. Enumerable.Range(0, predictions.Count).Select(item => (IReadOnlyList<string>)[predictions.Ids[item], AnswerOf(predictions, item)])];

    private static string AnswerOf(Predictions predictions, int item) => predictions.Vocab.Count > 0
        ? predictions[item].Answer
        : string.Join(' ', predictions.Row(item).ToArray().Select(value => value.ToString("R", CultureInfo.InvariantCulture)));

    internal static void WriteAndRead(string path, IReadOnlyList<IReadOnlyList<string>> rows, int count)
    {
        var text = new StringBuilder();
        foreach (IReadOnlyList<string> row in rows)
        {
            CsvRows.Append(text, [.. row]);
        }

        ProjectFile.WriteText(path, text.ToString());
        string[] lines = File.ReadAllLines(path);
        int wrong = Array.FindIndex(lines, line => CsvRows.Parse(line) is not { } fields || fields.Exists(field => field.Length == 0));
        if (lines.Length != count || wrong >= 0)
        {
            throw new DryRunException(
                ExitCode.Findings,
                $"{count} rows without empty fields, one an item",
                wrong >= 0 ? $"'{lines[wrong]}' in row {wrong + 1}" : $"{lines.Length} rows",
                "submission.csv",
                "look at DryRunOptions.SubmissionRows");
        }
    }
}
