using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>Any model of masks, as a function from a position to a mask.</summary>
internal sealed class MaskFunctionModel(Func<int, ImageData> maskOf) : RecipeModel
{
    internal override bool HasFile => false;

    internal override ModelAnswers? Predict(Recipe recipe, Part part, CancellationToken cancellationToken) => throw new NotSupportedException("Masks are no rows of outputs.");

    internal override MaskPredictions? PredictMasks(Recipe recipe, Part part, IReadOnlyList<int> positions, CancellationToken cancellationToken) => new(
        [.. positions.Select(position => recipe.Items.Ids[position])],
        item =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            ImageData mask = maskOf(positions[item]);
            return mask.Channels == 1 ? mask : throw new RecipeException(
                ExitCode.BadInput, "a mask of one channel", $"{mask.Channels} channels for '{recipe.Items.Ids[positions[item]]}'", "the function of recipe.PredictsMasks", "return the gray level of each pixel");
        });

    internal override void Save(string path) => throw new NotSupportedException("A function has no file.");
}
