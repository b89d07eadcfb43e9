using Hone.Learn.Data;

namespace Hone.Learn.Datasets;

/// <summary>The official parts of CIFAR-10.</summary>
/// <param name="Train">50,000 images, class by class.</param>
/// <param name="Test">10,000 images, class by class.</param>
public sealed record Cifar10Parts(ImageSet Train, ImageSet Test);
