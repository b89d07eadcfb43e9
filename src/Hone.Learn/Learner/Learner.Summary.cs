using System.Globalization;
using Hone.Nn;

namespace Hone.Learn;

public sealed partial class Learner
{
    /// <summary>Layers with output shapes and parameters for a batch of the training part, optimizer, loss, frozen groups and callbacks; fastai's <c>summary</c>.</summary>
    /// <returns>A table; its <c>ToString</c> is ready to print.</returns>
    /// <exception cref="ShapeException">The data does not fit the model.</exception>
    /// <exception cref="HoneException">A parameter has no values yet.</exception>
    public LearnerSummary Summary()
    {
        int batch = Math.Min(Data.Train.BatchSize, Data.Train.Dataset.Count);
        ModuleSummary model = Model.Summary([.. Data.Train.Dataset.Inputs.Select(input => (Shape.Create([batch, .. input.RowShape.AsSpan()]), input.DType))]);
        string rates = string.Join(", ", Optimizer.Groups.Select(group => group.LearningRate.ToString(CultureInfo.InvariantCulture)));
        int frozen = Optimizer.Groups.Count(group => group.Parameters.All(parameter => !parameter.RequiresGrad || parameter.Kind == ParameterKind.Normalization));
        string[] callbacks = [.. CallbackList.Of(this, null, new FitOptions()).Callbacks.Select(callback => callback.Name)];
        return new LearnerSummary(model, $"{Optimizer.GetType().Name}, learning rate {rates}", Loss.GetType().Name, frozen, Optimizer.Groups.Count, callbacks);
    }
}
