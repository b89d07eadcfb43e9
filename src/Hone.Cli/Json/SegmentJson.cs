using System.Text.Json.Serialization;

namespace Hone.Cli;

/// <summary>What <c>hone predict --json</c> prints for a model that answers for each pixel.</summary>
/// <param name="Model">The model file as it was typed.</param>
/// <param name="Segmentations">The files that could be read, in order.</param>
/// <param name="Errors">The files that could not.</param>
/// <param name="Folds">The models of folds, where they predicted; left out for one model.</param>
internal sealed record SegmentJson(string Model, IReadOnlyList<SegmentationJson> Segmentations, IReadOnlyList<FileErrorJson> Errors, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] FoldsJson? Folds = null);
