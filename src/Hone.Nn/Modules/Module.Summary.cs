namespace Hone.Nn;

public abstract partial class Module
{
    /// <summary>Sends zeros through the model, in evaluation and without recording, and notes what comes out of each layer.</summary>
    /// <param name="inputShape">Shape of a batch, such as <c>[64, 1, 28, 28]</c>.</param>
    /// <returns>A table; its <c>ToString</c> is ready to print.</returns>
    /// <exception cref="ShapeException">The shape does not fit the model.</exception>
    /// <exception cref="HoneException">A parameter has no values yet.</exception>
    public ModuleSummary Summary(Shape inputShape) => Summary([(inputShape, Parameters().FirstOrDefault()?.DType ?? DType.Float32)]);

    /// <summary>The same for a model of several inputs, or one of indices.</summary>
    /// <param name="inputs">Shape and element type of each input.</param>
    /// <returns>A table; its <c>ToString</c> is ready to print.</returns>
    /// <exception cref="ShapeException">A shape does not fit the model.</exception>
    /// <exception cref="HoneException">A parameter has no values yet.</exception>
    public ModuleSummary Summary(IReadOnlyList<(Shape Shape, DType DType)> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var rows = new List<ModuleSummaryRow>();
        var subscriptions = new List<IDisposable>();
        List<(Module Module, bool IsTraining)> modes = [.. Modules().Select(m => (m, m.IsTraining))];
        try
        {
            foreach ((string path, Module module) in NamedModules().Where(m => m.Module._children.Count == 0).ToList())
            {
                long count = module.Parameters().Sum(p => (long)p.ElementCount);
                bool trainable = module.Parameters().Any(p => p.RequiresGrad);
                subscriptions.Add(module.AddForwardHook((_, _, y) => rows.Add(new ModuleSummaryRow(path, module.TypeName, y.Shape, count, trainable))));
            }

            Eval();
            using (NoGrad.Enter())
            using (StepScope.Begin())
            {
                Forward([.. inputs.Select(input => Tensor.Zeros(input.Shape, input.DType))]);
            }
        }
        finally
        {
            subscriptions.ForEach(s => s.Dispose());
            modes.ForEach(m => m.Module.IsTraining = m.IsTraining);
        }

        return new ModuleSummary([.. inputs.Select(input => input.Shape)], rows, ParameterCount, Parameters().Where(p => p.RequiresGrad).Sum(p => (long)p.ElementCount));
    }
}
