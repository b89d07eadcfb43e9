namespace Hone.Learn.Data;

/// <summary>Turns and mirrors images so that they stand upright.</summary>
internal static class OrientationTransform
{
    public static ImageData Apply(ImageData image, ImageOrientation orientation)
    {
        if (orientation == ImageOrientation.Normal)
        {
            return image;
        }

        bool exchangesAxes = orientation >= ImageOrientation.Transpose;
        int width = exchangesAxes ? image.Height : image.Width;
        int height = exchangesAxes ? image.Width : image.Height;
        int channels = image.Channels;
        var pixels = GC.AllocateUninitializedArray<byte>(image.Pixels.Length);
        int pixelStep = channels;
        int rowStep = image.Width * channels;
        int lastX = (image.Width - 1) * pixelStep;
        int lastY = (image.Height - 1) * rowStep;

        // Where the first pixel of the result comes from, and the steps in the source for one step right and one step down in the result.
        (int start, int right, int down) = orientation switch
        {
            ImageOrientation.FlipHorizontal => (lastX, -pixelStep, rowStep),
            ImageOrientation.Rotate180 => (lastX + lastY, -pixelStep, -rowStep),
            ImageOrientation.FlipVertical => (lastY, pixelStep, -rowStep),
            ImageOrientation.Transpose => (0, rowStep, pixelStep),
            ImageOrientation.Rotate90 => (lastY, -rowStep, pixelStep),
            ImageOrientation.Transverse => (lastX + lastY, -rowStep, -pixelStep),
            _ => (lastX, rowStep, -pixelStep),
        };
        int to = 0;
        for (int y = 0; y < height; y++)
        {
            int from = start + (y * down);
            for (int x = 0; x < width; x++)
            {
                for (int channel = 0; channel < channels; channel++)
                {
                    pixels[to + channel] = image.Pixels[from + channel];
                }

                to += channels;
                from += right;
            }
        }

        return new ImageData(width, height, channels, pixels);
    }
}
