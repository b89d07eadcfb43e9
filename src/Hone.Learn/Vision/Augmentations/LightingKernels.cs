using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hone.Learn;

/// <summary>The loops of <see cref="Lighting"/>, sixteen values at a time.</summary>
internal static class LightingKernels
{
    private const float Epsilon = 1e-7f;

    /// <summary>sigmoid((logit(x) + brightness) contrast), in one pass.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Shift(Span<float> values, float brightness, float contrast)
    {
        int i = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; i <= values.Length - Vector512<float>.Count; i += Vector512<float>.Count)
            {
                Span<float> group = values.Slice(i, Vector512<float>.Count);
                Vector512<float> x = Vector512.Min(Vector512.Max(Vector512.Create<float>(group), Vector512.Create(Epsilon)), Vector512.Create(1 - Epsilon));
                Vector512<float> logit = Vector512.Log(x / (Vector512<float>.One - x));
                Vector512<float> moved = (logit + Vector512.Create(brightness)) * contrast;
                (Vector512<float>.One / (Vector512<float>.One + Vector512.Exp(-moved))).CopyTo(group);
            }
        }

        for (; i <= values.Length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            Span<float> group = values.Slice(i, Vector256<float>.Count);
            Vector256<float> x = Vector256.Min(Vector256.Max(Vector256.Create<float>(group), Vector256.Create(Epsilon)), Vector256.Create(1 - Epsilon));
            Vector256<float> logit = Vector256.Log(x / (Vector256<float>.One - x));
            Vector256<float> moved = (logit + Vector256.Create(brightness)) * contrast;
            (Vector256<float>.One / (Vector256<float>.One + Vector256.Exp(-moved))).CopyTo(group);
        }

        for (; i < values.Length; i++)
        {
            values[i] = Sigmoid((LogitOf(values[i]) + brightness) * contrast);
        }
    }

    /// <summary>(logit(x) + brightness) contrast.</summary>
    public static void Logit(Span<float> values, float brightness, float contrast)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (LogitOf(values[i]) + brightness) * contrast;
        }
    }

    public static void Sigmoid(Span<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Sigmoid(values[i]);
        }
    }

    /// <summary>weight z + (1 - weight) gray(z) for pixels of three values.</summary>
    public static void Saturate(Span<float> pixels, float weight)
    {
        for (int i = 0; i < pixels.Length; i += 3)
        {
            float gray = ((0.2989f * pixels[i]) + (0.5870f * pixels[i + 1]) + (0.1140f * pixels[i + 2])) * (1 - weight);
            pixels[i] = (pixels[i] * weight) + gray;
            pixels[i + 1] = (pixels[i + 1] * weight) + gray;
            pixels[i + 2] = (pixels[i + 2] * weight) + gray;
        }
    }

    /// <summary>Turns the hue of pixels of three values by a fraction of the circle; value and saturation in the sense of HSV stay.</summary>
    public static void TurnHue(Span<float> pixels, float turn)
    {
        for (int i = 0; i < pixels.Length; i += 3)
        {
            float red = pixels[i];
            float green = pixels[i + 1];
            float blue = pixels[i + 2];
            float value = MathF.Max(red, MathF.Max(green, blue));
            float chroma = value - MathF.Min(red, MathF.Min(green, blue));
            if (chroma == 0)
            {
                continue;
            }

            // The hue in sixths of the circle: which color leads, and which follows by how much.
            float hue = value == red ? (green - blue) / chroma : value == green ? 2 + ((blue - red) / chroma) : 4 + ((red - green) / chroma);
            hue += 6 * turn;
            pixels[i] = value - (chroma * Distance(5 + hue));
            pixels[i + 1] = value - (chroma * Distance(3 + hue));
            pixels[i + 2] = value - (chroma * Distance(1 + hue));
        }
    }

    /// <summary>How much of the chroma a channel lacks: 0 around its own sixths, 1 on the other side of the circle.</summary>
    private static float Distance(float position)
    {
        float place = position - (6 * MathF.Floor(position / 6));
        return Math.Clamp(MathF.Min(place, 4 - place), 0, 1);
    }

    private static float LogitOf(float value)
    {
        float x = Math.Clamp(value, Epsilon, 1 - Epsilon);
        return MathF.Log(x / (1 - x));
    }

    private static float Sigmoid(float value) => 1 / (1 + MathF.Exp(-value));
}
