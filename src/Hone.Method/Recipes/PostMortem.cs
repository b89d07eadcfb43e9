using Hone.Learn;
using Hone.Nn;

namespace Hone.Method;

/// <summary>What an error leaves behind in its run (M73), and how it is read again.</summary>
internal static class PostMortem
{
    public const string Folder = "crash";

    private const string RecordName = "crash.json";
    private const string StackName = "stack.txt";
    private const string WeightsName = "model.safetensors";
    private const string BatchName = "batch.safetensors";

    /// <summary>Writes down the error, its place, its batch, the seeds and the weights. What cannot be written is left out: the error itself must not be lost over it.</summary>
    public static void Write(RunWriter run, CrashRecorder crash, RecipeOptions options, RecipeParts parts, Exception error)
    {
        string folder = Path.Combine(run.Directory, Folder);
        try
        {
            ProjectFile.WriteText(Path.Combine(folder, StackName), error + "\n");
            bool hasWeights = crash is { Stage: not null, Learner: { } learner } && TrySave(() => learner.Model.Save(Path.Combine(folder, WeightsName)));
            bool hasBatch = crash is { Stage: not null, Kept: { } batch } && TrySave(() => batch.Write(Path.Combine(folder, BatchName)));
            MethodJson.WriteFile(Path.Combine(folder, RecordName), RecordOf(crash, options, parts, error) with { HasWeights = hasWeights, HasBatch = hasBatch }, RecipeJson.Default.CrashRecord);
        }
        catch (StorageException)
        {
            // A full disk may be the very error; the run record and the screen still have it.
        }
    }

    public static bool Exists(StoredRun run) => File.Exists(Path.Combine(run.Directory, Folder, RecordName));

    /// <summary>Reads what a run left behind.</summary>
    /// <exception cref="RecipeException">The run did not crash, or its folder is not there.</exception>
    public static CrashRecord Read(StoredRun run)
    {
        string path = Path.Combine(run.Directory, Folder, RecordName);
        return File.Exists(path)
            ? MethodJson.ReadFile(path, RecipeJson.Default.CrashRecord, "train again")
            : throw new RecipeException(
                ExitCode.Usage, "a run that ended with an error in a recipe", $"status {run.Status.ToString().ToLowerInvariant()}, without {Folder}/{RecordName}", run.Directory, "hone runs lists the failed ones");
    }

    /// <summary>Where the weights of a crash are.</summary>
    public static string WeightsOf(StoredRun run) => Path.Combine(run.Directory, Folder, WeightsName);

    /// <summary>Where the batch of a crash is.</summary>
    public static string BatchOf(StoredRun run) => Path.Combine(run.Directory, Folder, BatchName);

    private static CrashRecord RecordOf(CrashRecorder crash, RecipeOptions options, RecipeParts parts, Exception error) => new()
    {
        Error = error.GetType().Name,
        Message = error.Message,
        Stage = crash.Stage,
        IsTraining = crash.IsTraining,
        Epoch = crash.Epoch,
        Batch = crash.Batch,
        ItemIds = crash.ItemIds.Count > 0 || crash.Stage is null ? crash.ItemIds : ItemsIn(error, parts),
        BatchTensors = crash.BatchTensors,
        Scene = crash.Scene,
        RandomStreams = crash.RandomStreams,
        LearningRate = crash.LearningRate,
        Split = parts.Split.Name,
        Subset = options.Subset,
        ValidCap = options.ValidCap,
        Seed = options.Seed,
        LoaderSeed = crash.Learner?.Data.Train.Options.Seed,
        Epochs = options.Epochs,
        Values = options.Values,
    };

    /// <summary>The item that a reading error names: its place is <c>item ID, stage NAME</c>.</summary>
    private static IReadOnlyList<string> ItemsIn(Exception error, RecipeParts parts)
    {
        string where = (error as HoneException)?.Where ?? "";
        string? id = parts.Items.Ids
            .Where(id => where.StartsWith($"item {id},", StringComparison.Ordinal) || where.StartsWith($"item {id} ", StringComparison.Ordinal))
            .MaxBy(id => id.Length);
        return id is null ? [] : [id];
    }

    private static bool TrySave(Action save)
    {
        try
        {
            save();
            return true;
        }
        catch (HoneException)
        {
            return false;
        }
    }
}
