using Hone.Learn.Data;

namespace Hone.Learn.Datasets;

/// <summary>The two official parts of MNIST.</summary>
/// <param name="Train">60,000 images.</param>
/// <param name="Test">10,000 images.</param>
/// <param name="Location">Where the files were found.</param>
public sealed record MnistParts(ImageSet Train, ImageSet Test, DatasetLocation Location);
