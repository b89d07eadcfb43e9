using Hone.Nn;

namespace Hone.Learn;

/// <summary>
/// Everything that a fit needs to go on as if nothing had happened: weights and buffers, their average where <see cref="Ema"/> keeps one, optimizer, random streams, history,
/// finished epochs. One safetensors file; what is not a tensor is JSON in its metadata.
/// </summary>
/// <remarks>
/// Tensors have the prefixes <c>model.</c>, <c>optimizer.</c> and <c>recorder.</c>. Of a fit with <see cref="Ema"/> a <see cref="CheckpointCallback"/> writes the average as
/// <c>average.</c>; <see cref="SaveModel"/> writes what was judged, the average, as <c>model.</c>, and the weights that training goes on with as <c>training.</c>.
/// </remarks>
public sealed class Checkpoint
{
    internal const string ModelPrefix = "model.";
    internal const string OptimizerPrefix = "optimizer.";
    internal const string MetadataKey = "hone";

    private const string AveragePrefix = "average.";
    private const string TrainingPrefix = "training.";
    private const string LossesName = "recorder.losses";
    private const string RatesName = "recorder.learning_rates";
    private const string MomentaName = "recorder.momenta";

    private readonly string _path;
    private readonly IReadOnlyDictionary<string, Tensor> _tensors;
    private readonly CheckpointState _state;

    private Checkpoint(string path, IReadOnlyDictionary<string, Tensor> tensors, CheckpointState state)
    {
        _path = path;
        _tensors = tensors;
        _state = state;
    }

    /// <summary>Epochs that are finished.</summary>
    public int FinishedEpochs => _state.FinishedEpochs;

    /// <summary>Epochs of the whole fit.</summary>
    public int EpochCount => _state.Plan.Epochs;

    /// <summary>The table of epochs so far.</summary>
    public IReadOnlyList<EpochRecord> Epochs => _state.Epochs;

    /// <summary>The table of epochs of the phases before this fit.</summary>
    internal IReadOnlyList<EpochRecord> EarlierEpochs => _state.EarlierEpochs;

    /// <summary>Reads a checkpoint.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The checkpoint; nothing is restored yet.</returns>
    /// <exception cref="HoneFormatException">The file is no checkpoint, or damaged.</exception>
    /// <exception cref="HoneException">The file cannot be opened.</exception>
    public static Checkpoint Read(string path)
    {
        SafetensorsContent content = Safetensors.Read(path);
        if (!content.Metadata.TryGetValue(MetadataKey, out string? json))
        {
            throw new HoneFormatException(path, 0, $"A checkpoint has \"{MetadataKey}\" in its metadata.", $"{content.Metadata.Count} other entries", "choose a file that a CheckpointCallback wrote");
        }

        return new Checkpoint(path, content.Tensors, CheckpointJson.Parse(json, path));
    }

    /// <summary>Puts the weights into a model, and nothing else; those that were judged, where <see cref="SaveModel"/> wrote the file.</summary>
    /// <param name="model">A model of the same kind.</param>
    /// <exception cref="StateDictException">Names or shapes differ.</exception>
    public void LoadModel(Module model)
    {
        ArgumentNullException.ThrowIfNull(model);
        model.LoadStateDict(Part(ModelPrefix));
    }

    /// <summary>Whether the checkpoint was written in a fit with these schedules.</summary>
    internal bool Follows(string schedules) => _state.Plan.Schedules == schedules;

    /// <summary>Writes the state of a learner after an epoch, atomically.</summary>
    /// <param name="path">The file.</param>
    /// <param name="state">The training after an epoch, or after the fit.</param>
    /// <param name="finishedEpochs">Epochs that are finished.</param>
    /// <param name="judged">Whether the weights of the model are those that were judged, where <see cref="Ema"/> keeps an average: for who loads the file instead of going on from it.</param>
    internal static void Write(string path, LoopState state, int finishedEpochs, bool judged = false)
    {
        // The tensors of an average are live: while it is in the model they hold the weights that were there.
        using IDisposable? outside = state.Ema?.Outside();
        IReadOnlyDictionary<string, Tensor> average = state.Ema?.Average?.StateDict() ?? new Dictionary<string, Tensor>();
        using IDisposable? inside = judged ? state.Ema?.Inside() : null;
        Learner learner = state.Learner;
        Dictionary<string, Tensor> tensors = StateOf(learner.Model, learner.Optimizer);
        foreach ((string name, Tensor tensor) in average)
        {
            tensors.Add((judged ? TrainingPrefix : AveragePrefix) + name, tensor);
        }

        RecorderHistory history = learner.Recorder.History();
        tensors.Add(LossesName, Tensor.From(history.Losses, [history.Losses.Length]));
        tensors.Add(RatesName, Tensor.From(history.LearningRates, [history.LearningRates.Length]));
        tensors.Add(MomentaName, Tensor.From(history.Momenta, [history.Momenta.Length]));
        var content = new CheckpointState(
            finishedEpochs,
            state.Plan,
            learner.Data.Train.Options.Seed,
            learner.Model.RandomState(),
            history.Epochs,
            state.EarlierEpochs,
            history.SmoothCount,
            history.SmoothBiased);
        Safetensors.Write(path, tensors, new Dictionary<string, string> { [MetadataKey] = CheckpointJson.Write(content) });
    }

    /// <summary>Puts everything into a learner that follows the same plan; returns the next epoch.</summary>
    internal int RestoreInto(Learner learner, FitPlan plan)
    {
        if (plan != _state.Plan || learner.Data.Train.Options.Seed != _state.DataSeed)
        {
            throw new HoneException(
                $"A fit is resumed as it was begun: {Describe(_state.Plan, _state.DataSeed)}.",
                Describe(plan, learner.Data.Train.Options.Seed),
                _path,
                "use the same epochs, batch size, schedule and seed, or start a new fit");
        }

        LoadModel(learner.Model);

        // A shared tensor is here once: the names that are missing have been loaded above.
        learner.Model.LoadStateDict(Part(TrainingPrefix), strict: false);
        learner.Model.LoadRandomState(_state.RandomStreams);
        learner.Optimizer.LoadStateDict(Part(OptimizerPrefix));
        double[] rates = _tensors[RatesName].ToArray<double>();

        // Checkpoints had no momenta once: what is not known is NaN, as where no schedule sets it.
        double[] momenta = _tensors.TryGetValue(MomentaName, out Tensor? kept) ? kept.ToArray<double>() : [.. Enumerable.Repeat(double.NaN, rates.Length)];
        learner.Recorder.Restore(new RecorderHistory(
            [.. _state.Epochs],
            _tensors[LossesName].ToArray<double>(),
            rates,
            momenta,
            _state.SmoothCount,
            _state.SmoothBiased));
        return _state.FinishedEpochs;
    }

    /// <summary>Puts the average that the fit had into one of the same model; false when there is none in the file.</summary>
    internal bool LoadAverage(ModelEma average)
    {
        Dictionary<string, Tensor> training = Part(TrainingPrefix);
        Dictionary<string, Tensor> model = Part(ModelPrefix);

        // Beside the weights that training goes on with, the model's are the average; the number of updates is no weight.
        Dictionary<string, Tensor> kept = training.Count == 0 ? Part(AveragePrefix) : training.ToDictionary(pair => pair.Key, pair => model.GetValueOrDefault(pair.Key, pair.Value));
        if (kept.Count == 0)
        {
            return false;
        }

        average.LoadStateDict(kept);
        return true;
    }

    private static string Describe(FitPlan plan, long seed) => $"{plan.Epochs} epochs of {plan.BatchesPerEpoch} batches, seed {seed}, {plan.Schedules}";

    private Dictionary<string, Tensor> Part(string prefix) => Part(_tensors, prefix);

    /// <summary>The tensors under a prefix, without it.</summary>
    internal static Dictionary<string, Tensor> Part(IReadOnlyDictionary<string, Tensor> tensors, string prefix) => tensors
        .Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal))
        .ToDictionary(pair => pair.Key[prefix.Length..], pair => pair.Value);

    /// <summary>The tensors of model and optimizer under their prefixes.</summary>
    internal static Dictionary<string, Tensor> StateOf(Module model, Optimizer? optimizer)
    {
        var tensors = new Dictionary<string, Tensor>();
        foreach ((string name, Tensor tensor) in model.StateDict())
        {
            tensors.Add(ModelPrefix + name, tensor);
        }

        foreach ((string name, Tensor tensor) in optimizer?.StateDict() ?? new Dictionary<string, Tensor>())
        {
            tensors.Add(OptimizerPrefix + name, tensor);
        }

        return tensors;
    }
}
