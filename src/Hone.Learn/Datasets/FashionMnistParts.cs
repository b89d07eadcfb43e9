using Hone.Learn.Data;

namespace Hone.Learn.Datasets;

/// <summary>The two official parts of Fashion-MNIST.</summary>
/// <param name="Train">60,000 images, 6,000 a class.</param>
/// <param name="Test">10,000 images, 1,000 a class.</param>
/// <param name="Location">Where the files were found.</param>
public sealed record FashionMnistParts(ImageSet Train, ImageSet Test, DatasetLocation Location);
