using Hone.Learn;
using Hone.Nn;

namespace Hone.Method;

/// <summary>
/// Asks whether training reaches every parameter (M38). error for each trainable parameter whose gradient is missing, all zero, or not
/// finite after two steps, and for each that no group of the optimizer holds; warn for frozen parameters unless they are meant to be, error when all are.
/// </summary>
/// <remarks>A residual branch that starts at zero passes no gradient to its first layers until its last scale has moved: two steps tell.</remarks>
/// <param name="probe">The model and the batch; with a learner, its optimizer is looked at as well.</param>
/// <param name="frozenOnPurpose">Whether frozen parameters are meant to stay as they are, such as a pretrained body.</param>
public sealed class GradientCoverageCheck(ModelProbe probe, bool frozenOnPurpose = false) : Check
{
    /// <inheritdoc/>
    public override string Id => "model/gradients";

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        Learner? learner = probe.CreateLearner?.Invoke();
        Module model = learner?.Model ?? probe.CreateModel();
        (string Name, Parameter Parameter)[] all = [.. model.NamedParameters()];
        (string Name, Parameter Parameter)[] trainable = [.. all.Where(each => each.Parameter.RequiresGrad)];
        var findings = new List<Finding>();
        AddForgotten(findings, trainable, learner);
        AddFrozen(findings, all);
        if (trainable.Length == 0)
        {
            return CheckResult.Of(Id, "", findings);
        }

        var optimizer = new Sgd(model.Parameters(), new SgdOptions { LearningRate = 0.01 });
        Backward(model);
        optimizer.Step();
        optimizer.ZeroGrad();
        Backward(model);

        Add(findings, trainable, "missing", each => each is { Grad: null, SparseGrad: null }, "a part of the model that the output does not depend on, or a detached tensor on the way");
        Add(findings, trainable, "not finite", each => Gradient(each) is { } grad && Array.Exists(grad.ToArray<float>(), value => !float.IsFinite(value)), "a smaller learning rate, normalized input, and no logarithm of zero");
        Add(findings, trainable, "all zero", each => Gradient(each) is { } grad && Array.TrueForAll(grad.ToArray<float>(), value => value == 0), "dead units (initialization, learning rate) or an output that is not used");
        long values = trainable.Sum(each => (long)each.Parameter.ElementCount);
        return CheckResult.Of(Id, $"gradients reach all {trainable.Length} parameters ({values:N0} values)", findings);
    }

    /// <summary>The gradient, or its touched rows: the others are zero by design.</summary>
    private static Tensor? Gradient(Parameter parameter) => parameter.Grad ?? parameter.SparseGrad?.Values;

    private void Backward(Module model)
    {
        using (StepScope.Begin())
        {
            probe.LossOf(model.Forward(probe.Inputs())).Backward();
        }
    }

    private void AddForgotten(List<Finding> findings, (string Name, Parameter Parameter)[] trainable, Learner? learner)
    {
        if (learner is null)
        {
            return;
        }

        HashSet<Parameter> held = [.. learner.Optimizer.Groups.SelectMany(group => group.Parameters)];
        string[] forgotten = [.. trainable.Where(each => !held.Contains(each.Parameter)).Select(each => each.Name)];
        if (forgotten.Length > 0)
        {
            findings.Add(New(
                "model/not-in-optimizer",
                Severity.Error,
                $"{forgotten.Length} of {trainable.Length} trainable parameters are in no group of the optimizer",
                forgotten,
                "let LearnerOptions.Groups return every parameter of the model",
                "the optimizer never changes what it does not hold"));
        }
    }

    private void AddFrozen(List<Finding> findings, (string Name, Parameter Parameter)[] all)
    {
        string[] frozen = [.. all.Where(each => !each.Parameter.RequiresGrad).Select(each => each.Name)];
        bool everything = frozen.Length == all.Length;
        if (frozen.Length > 0 && (everything || !frozenOnPurpose))
        {
            findings.Add(New(
                "model/frozen",
                everything ? Severity.Error : Severity.Warn,
                everything ? $"all {all.Length} parameters are frozen: nothing can be learned" : $"{frozen.Length} of {all.Length} parameters are frozen: they stay what they are",
                frozen,
                "call Unfreeze() before the long training; where they are pretrained and meant to stay, say so with frozenOnPurpose",
                "layers that were frozen for a first epoch and forgotten cap the score without an error"));
        }
    }

    private void Add(List<Finding> findings, (string Name, Parameter Parameter)[] parameters, string problem, Func<Parameter, bool> fails, string howToFix)
    {
        string[] names = parameters.Where(each => fails(each.Parameter)).Select(each => each.Name).ToArray();
        if (names.Length > 0)
        {
            findings.Add(New(
                $"model/gradients-{problem.Replace(' ', '-')}",
                Severity.Error,
                $"{names.Length} of {parameters.Length} parameters have a gradient that is {problem}",
                names,
                $"look for {howToFix}",
                "a parameter without a gradient stays what it was at random"));
        }
    }

    private Finding New(string id, Severity severity, string what, string[] names, string howToFix, string why) => new()
    {
        Id = id,
        Severity = severity,
        What = what,
        Evidence = string.Join(", ", names.Take(3)),
        N = probe.Count,
        Threshold = "0 parameters",
        HowToFix = howToFix,
        Why = why,
    };
}
