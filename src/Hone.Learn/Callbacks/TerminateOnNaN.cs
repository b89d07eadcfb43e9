using System.Globalization;
using Hone.Nn;

namespace Hone.Learn;

/// <summary>
/// Ends the fit when a loss is not finite, before that batch changes any parameter, and looks for the place where it began. fastai's <c>TerminateOnNaNCallback</c>,
/// which does not say where.
/// </summary>
/// <remarks>Reads: the loss. Writes: <see cref="LoopState.CancelFit"/> and <see cref="LoopState.Failure"/>. Checkpoints of finished epochs stay.</remarks>
public sealed class TerminateOnNaN : Callback
{
    /// <inheritdoc/>
    public override bool RunsIn(LoopPurpose purpose) => purpose == LoopPurpose.Fit;

    /// <inheritdoc/>
    public override int Order => -9;

    /// <inheritdoc/>
    public override void AfterLoss(LoopState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (double.IsFinite(state.Loss))
        {
            return;
        }

        state.CancelBatch = true;
        state.CancelFit = true;
        NonFiniteException failure = Describe(state);
        state.Failure = failure;
        state.StopReason = failure.Message;
    }

    private static NonFiniteException Describe(LoopState state)
    {
        double rate = state.Optimizer.Groups[^1].LearningRate;
        (string origin, string? path, string remedy) = Origin(state);
        string part = state.IsTraining ? "batch" : "validation batch";
        string where = string.Create(
            CultureInfo.InvariantCulture,
            $"epoch {state.Epoch}, {part} {state.BatchNumber} of {state.BatchCount}, learning rate {rate:0.###e+00}; {origin}");
        return new NonFiniteException($"loss {state.Loss.ToString(CultureInfo.InvariantCulture)}", where, remedy)
        {
            ModulePath = path,
            Epoch = state.Epoch,
            Batch = state.BatchNumber,
            LearningRate = rate,
        };
    }

    private static (string Origin, string? Path, string Remedy) Origin(LoopState state)
    {
        // 1. The data.
        Tensor[] inputs = state.Batch.Inputs();
        foreach (Tensor input in inputs)
        {
            int row = FirstBadRow(input, state.Batch.Count);
            if (row >= 0)
            {
                return ($"the input of item {state.Batch.ItemId(row)} is not finite", null, "repair the item, or take it out of the list");
            }
        }

        // 2. The parameters: the step before this batch destroyed them.
        foreach ((string path, Parameter parameter) in state.Model.NamedParameters())
        {
            if (FirstBadRow(parameter.Value, 1) >= 0)
            {
                return ($"parameter {path} is not finite since the step before", path, "lower the learning rate, or clip the gradients; go on from the last checkpoint");
            }
        }

        // 3. The modules, from the first on: the batch runs once more with a look at every output.
        (string? module, string? type) = FirstBadModule(state, inputs);
        return module is null
            ? ("every module's output is finite, the loss itself is not", null, "check that the targets fit the loss")
            : ($"first in the output of module \"{module}\" ({type})", module, "lower the learning rate, or check this module");
    }

    private static (string? Path, string? Type) FirstBadModule(LoopState state, Tensor[] inputs)
    {
        Module? first = null;
        var hooks = new List<IDisposable>();
        var paths = new Dictionary<Module, string>(ReferenceEqualityComparer.Instance);
        foreach ((string path, Module module) in state.Model.NamedModules())
        {
            paths[module] = path;

            // Inner modules finish before the module around them, so the first that reports is the innermost.
            hooks.Add(module.AddForwardHook((reporter, _, output) => first ??= FirstBadRow(output, 1) >= 0 ? reporter : null));
        }

        using (NoGrad.Enter())
        {
            state.Model.Forward(inputs);
        }

        foreach (IDisposable hook in hooks)
        {
            hook.Dispose();
        }

        return first is null ? (null, null) : (paths[first], first.TypeName);
    }

    /// <summary>The first of <paramref name="rows"/> equal parts that holds a number that is not finite; -1 when there is none.</summary>
    private static int FirstBadRow(Tensor tensor, int rows)
    {
        if (tensor.DType != DType.Float32)
        {
            return -1;
        }

        int bad = Array.FindIndex(tensor.ToArray<float>(), value => !float.IsFinite(value));
        return bad < 0 ? -1 : bad / Math.Max(1, tensor.ElementCount / rows);
    }
}
