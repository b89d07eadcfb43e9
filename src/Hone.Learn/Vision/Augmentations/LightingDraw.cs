namespace Hone.Learn;

/// <summary>What <see cref="Lighting"/> does to one image.</summary>
/// <param name="Brightness">Added to the logits; 0 for nothing.</param>
/// <param name="Contrast">Multiplies the logits; 1 for nothing.</param>
/// <param name="Saturation">Weight of a color against its gray; 1 for nothing.</param>
/// <param name="Hue">Fraction of the color circle; 0 for nothing.</param>
internal readonly record struct LightingDraw(float Brightness, float Contrast, float Saturation, float Hue);
