using Hone.Nn;

namespace Hone.Learn;

/// <summary>
/// A learner at one moment, in memory: weights and buffers, what is frozen, optimizer, random streams and recorder. What trains the model in between, such as a
/// check, is undone by <see cref="Restore"/>; the next fit then gives the numbers that it would have given.
/// </summary>
/// <remarks>Loaders have no state to keep. Callbacks of the learner's options are not looked into.</remarks>
/// <example><code>
/// LearnerSnapshot before = LearnerSnapshot.Take(learner);
/// learner.Fit(1);
/// before.Restore();
/// </code></example>
public sealed class LearnerSnapshot
{
    private readonly Learner _learner;
    private readonly Dictionary<string, Tensor> _model;
    private readonly Dictionary<string, Tensor>? _optimizer;
    private readonly (ParameterGroup Group, double LearningRate, double WeightDecay, double Momentum)[] _groups;
    private readonly (Parameter Parameter, bool RequiresGrad)[] _learning;
    private readonly IReadOnlyDictionary<string, RandomStreamState> _random;
    private readonly bool _isTraining;
    private readonly RecorderHistory _history;

    private LearnerSnapshot(Learner learner)
    {
        _learner = learner;
        _model = Copy(learner.Model.StateDict());
        _optimizer = learner.HasOptimizer ? Copy(learner.Optimizer.StateDict()) : null;
        _groups = learner.HasOptimizer ? [.. learner.Optimizer.Groups.Select(group => (group, group.LearningRate, group.WeightDecay, group.Momentum))] : [];
        _learning = [.. learner.Model.Parameters().Select(parameter => (parameter, parameter.RequiresGrad))];
        _random = learner.Model.RandomState();
        _isTraining = learner.Model.IsTraining;
        _history = learner.Recorder.History();
    }

    /// <summary>Copies the state of a learner.</summary>
    /// <param name="learner">The learner; its model is initialized.</param>
    public static LearnerSnapshot Take(Learner learner)
    {
        ArgumentNullException.ThrowIfNull(learner);
        return new LearnerSnapshot(learner);
    }

    /// <summary>
    /// Puts everything back, as often as wanted. The optimizer is made anew with its old state, because another one may meanwhile have taken the parameters; one that did
    /// not exist does not exist again.
    /// </summary>
    public void Restore()
    {
        RestoreModel();
        _learner.ReplaceOptimizer(_optimizer is null ? null : [.. _groups.Select(each => each.Group)]);
        RestoreOptimizer();
        _learner.Recorder.Restore(_history);
    }

    /// <summary>Puts everything back into the very optimizer that was there, where nothing has taken its parameters.</summary>
    internal void RestoreInPlace()
    {
        RestoreModel();
        RestoreOptimizer();
    }

    private void RestoreModel()
    {
        Module model = _learner.Model;
        model.LoadStateDict(_model);
        model.LoadRandomState(_random);
        model.ZeroGrad();
        foreach ((Parameter parameter, bool requiresGrad) in _learning)
        {
            parameter.RequiresGrad = requiresGrad;
        }

        if (_isTraining)
        {
            model.Train();
        }
        else
        {
            model.Eval();
        }
    }

    private void RestoreOptimizer()
    {
        if (_optimizer is null)
        {
            return;
        }

        _learner.Optimizer.LoadStateDict(_optimizer);
        foreach ((ParameterGroup group, double learningRate, double weightDecay, double momentum) in _groups)
        {
            (group.LearningRate, group.WeightDecay, group.Momentum) = (learningRate, weightDecay, momentum);
        }
    }

    private static Dictionary<string, Tensor> Copy(IReadOnlyDictionary<string, Tensor> state) =>
        state.ToDictionary(pair => pair.Key, pair => Copy(pair.Value));

    private static Tensor Copy(Tensor tensor) => tensor.DType switch
    {
        DType.Float32 => tensor.WithValues<float>(tensor.ToArray<float>()),
        DType.Float64 => tensor.WithValues<double>(tensor.ToArray<double>()),
        DType.Int64 => tensor.WithValues<long>(tensor.ToArray<long>()),
        DType.Int32 => tensor.WithValues<int>(tensor.ToArray<int>()),
        DType.UInt8 => tensor.WithValues<byte>(tensor.ToArray<byte>()),
        _ => tensor.WithValues<bool>(tensor.ToArray<bool>()),
    };
}
