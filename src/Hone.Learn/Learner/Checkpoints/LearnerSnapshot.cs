namespace Hone.Learn;

/// <summary>Model, optimizer and random streams at one moment, in memory.</summary>
internal sealed class LearnerSnapshot
{
    private readonly Dictionary<string, Tensor> _model;
    private readonly Dictionary<string, Tensor>? _optimizer;
    private readonly IReadOnlyDictionary<string, RandomStreamState> _random;

    private LearnerSnapshot(Learner learner, bool withOptimizer)
    {
        _model = Copy(learner.Model.StateDict());
        _optimizer = withOptimizer ? Copy(learner.Optimizer.StateDict()) : null;
        _random = learner.Model.RandomState();
    }

    public static LearnerSnapshot Take(Learner learner, bool withOptimizer) => new(learner, withOptimizer);

    public void Restore(Learner learner)
    {
        learner.Model.LoadStateDict(_model);
        learner.Model.LoadRandomState(_random);
        learner.Model.ZeroGrad();
        if (_optimizer is not null)
        {
            learner.Optimizer.LoadStateDict(_optimizer);
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
