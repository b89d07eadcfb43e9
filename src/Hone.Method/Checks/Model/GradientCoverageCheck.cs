using Hone.Nn;

namespace Hone.Method;

/// <summary>
/// Asks whether one backward reaches every parameter (M38). error for each trainable parameter whose gradient is missing, all zero, or not
/// finite; what a zero-initialized normalization blocks at the start is looked at after one step.
/// </summary>
/// <param name="probe">The model and the batch.</param>
public sealed class GradientCoverageCheck(ModelProbe probe) : Check
{
    /// <inheritdoc/>
    public override string Id => "model/gradients";

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        Module model = probe.CreateModel();
        (string Name, Parameter Parameter)[] parameters = [.. model.NamedParameters().Where(each => each.Parameter.RequiresGrad)];

        // A residual branch that starts at zero passes no gradient to its first layers until its last scale has moved: two steps tell.
        var optimizer = new Sgd(model.Parameters(), new SgdOptions { LearningRate = 0.01 });
        Backward(model);
        optimizer.Step();
        optimizer.ZeroGrad();
        Backward(model);

        var findings = new List<Finding>();
        Add(findings, parameters, "missing", each => each is { Grad: null, SparseGrad: null }, "a part of the model that the output does not depend on, or a detached tensor on the way");
        Add(findings, parameters, "not finite", each => Gradient(each) is { } grad && Array.Exists(grad.ToArray<float>(), value => !float.IsFinite(value)), "a smaller learning rate, normalized input, and no logarithm of zero");
        Add(findings, parameters, "all zero", each => Gradient(each) is { } grad && Array.TrueForAll(grad.ToArray<float>(), value => value == 0), "dead units (initialization, learning rate) or an output that is not used");
        long values = parameters.Sum(each => (long)each.Parameter.ElementCount);
        return CheckResult.Of(Id, $"gradients reach all {parameters.Length} parameters ({values:N0} values)", findings);
    }

    /// <summary>The gradient, or its touched rows: the others are zero by design.</summary>
    private static Tensor? Gradient(Parameter parameter) => parameter.Grad ?? parameter.SparseGrad?.Values;

    private void Backward(Module model)
    {
        using (StepScope.Begin())
        {
            model.Forward(probe.Input()).CrossEntropy(probe.Target()).Backward();
        }
    }

    private void Add(List<Finding> findings, (string Name, Parameter Parameter)[] parameters, string problem, Func<Parameter, bool> fails, string howToFix)
    {
        string[] names = parameters.Where(each => fails(each.Parameter)).Select(each => each.Name).ToArray();
        if (names.Length > 0)
        {
            findings.Add(new Finding
            {
                Id = $"model/gradients-{problem.Replace(' ', '-')}",
                Severity = Severity.Error,
                What = $"{names.Length} of {parameters.Length} parameters have a gradient that is {problem}",
                Evidence = string.Join(", ", names.Take(3)),
                N = probe.Count,
                Threshold = "0 parameters",
                HowToFix = $"look for {howToFix}",
                Why = "a parameter without a gradient stays what it was at random",
            });
        }
    }
}
